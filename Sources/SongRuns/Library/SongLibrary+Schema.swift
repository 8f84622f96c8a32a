import GRDB

extension SongLibrary {
  /// The steps that bring a library of any age to the present form.
  ///
  /// A step that was ever released is never changed; a new form is a new step.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: songs, runs, requests, analyses") { database in
      try database.create(table: "run") { table in
        table.autoIncrementedPrimaryKey("id")
        table.column("provider", .text).notNull()
        table.column("endpoint", .text).notNull()
        table.column("plan", .jsonText).notNull()
        table.column("maxRequests", .integer).notNull()
        table.column("state", .text).notNull()
        table.column("problem", .text)
        table.column("source", .integer)
          .references("song", column: "key", onDelete: .setNull, deferred: true)
        table.column("createdAt", .datetime).notNull()
      }
      try database.create(table: "request") { table in
        table.autoIncrementedPrimaryKey("id")
        table.column("run", .integer).notNull().references("run", onDelete: .cascade)
        table.column("round", .integer).notNull()
        table.column("purpose", .text).notNull()
        table.column("order", .jsonText)
        table.column("draft", .jsonText).notNull()
        table.column("choice", .jsonText)
        table.column("lyrics", .text)
        table.column("source", .integer)
          .references("song", column: "key", onDelete: .setNull, deferred: true)
        table.column("state", .text).notNull()
        table.column("job", .text)
        table.column("uploadID", .text)
        table.column("problem", .text)
        table.column("kept", .integer)
          .references("song", column: "key", onDelete: .setNull, deferred: true)
        table.column("createdAt", .datetime).notNull().indexed()
      }
      try database.create(table: "song") { table in
        table.autoIncrementedPrimaryKey("key")
        table.column("provider", .text).notNull()
        table.column("endpoint", .text).notNull()
        table.column("id", .text).notNull()
        table.column("isUpload", .boolean).notNull()
        table.column("state", .text).notNull()
        table.column("title", .text)
        table.column("tags", .text)
        table.column("model", .text)
        table.column("lyrics", .text)
        table.column("words", .jsonText).notNull()
        table.column("path", .text)
        table.column("sha256", .text)
        table.column("byteCount", .integer)
        table.column("decodeStatus", .text)
        table.column("duration", .double)
        table.column("problem", .text)
        table.column("parent", .integer).references("song", onDelete: .setNull).indexed()
        table.column("transform", .text)
        table.column("cropEndAt", .double)
        table.column("replaceStartAt", .double)
        table.column("replaceEndAt", .double)
        table.column("request", .integer).references("request", onDelete: .setNull).indexed()
        table.column("seam", .jsonText)
        table.column("addedAt", .datetime).notNull()
        table.uniqueKey(["provider", "endpoint", "id", "isUpload"])
      }
      try database.create(table: "analysis") { table in
        table.column("sha256", .text).notNull()
        table.column("version", .text).notNull()
        table.column("text", .text).notNull()
        table.column("document", .jsonText).notNull()
        table.primaryKey(["sha256", "version", "text"])
      }
    }
    return migrator
  }
}
