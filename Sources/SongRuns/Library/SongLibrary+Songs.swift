import Foundation
import GRDB
package import RiffusionAPI
package import SongAnalysis

extension SongLibrary {
  /// All songs, the newest first.
  package func songs() throws(SongRunError) -> [LibrarySong] {
    try ask { try LibrarySong.order(sql: "key DESC").fetchAll($0) }
  }

  /// The song of a number.
  package func song(_ key: Int64) throws(SongRunError) -> LibrarySong? {
    try ask { try LibrarySong.fetchOne($0, key: key) }
  }

  /// The songs that a provider knows by an id, of every provider when `nil`.
  package func songs(
    named id: String, at provider: Provider? = nil
  ) throws(SongRunError) -> [LibrarySong] {
    try ask { database in
      try LibrarySong.filter(sql: "id = ?", arguments: [id]).order(sql: "key").fetchAll(database)
    }.filter { song in provider.map(song.isKnown) ?? true }
  }

  /// The songs whose file has this content, the newest first; of every provider when `nil`.
  package func songs(
    withContent sha256: String, at provider: Provider? = nil
  ) throws(SongRunError) -> [LibrarySong] {
    try ask { database in
      try LibrarySong.filter(sql: "sha256 = ?", arguments: [sha256]).order(sql: "key DESC")
        .fetchAll(database)
    }.filter { song in provider.map(song.isKnown) ?? true }
  }

  /// The songs that a user means by an id, or by the start of one that is no other's.
  ///
  /// - Returns: One, or the songs of several providers under the same id; none where there is none.
  /// - Throws: `SongRunError` of code `unknownSong` where several ids start so.
  package func songs(meantBy text: String) throws(SongRunError) -> [LibrarySong] {
    let exact = try songs(named: text)
    guard exact.isEmpty, !text.isEmpty else { return exact }
    let found = try ask { database in
      try LibrarySong.filter(
        sql: "substr(id, 1, ?) = ?", arguments: [text.unicodeScalars.count, text]
      ).fetchAll(database)
    }
    guard Set(found.map(\.id)).count <= 1 else { throw Self.several(found, meantBy: text) }
    return found
  }

  /// The one song that a user names by its id, or by the start of it that is no other's.
  ///
  /// - Throws: `SongRunError` of code `unknownSong` where there is none, or more than one.
  package func song(named text: String) throws(SongRunError) -> LibrarySong {
    let found = try songs(meantBy: text)
    guard let song = found.first else {
      throw SongRunError(
        code: .unknownSong, subject: text,
        detail: "the library has no such song; segue library list shows those that it has")
    }
    guard found.count == 1 else { throw Self.several(found, meantBy: text) }
    return song
  }

  private static func several(_ songs: [LibrarySong], meantBy text: String) -> SongRunError {
    SongRunError(
      code: .unknownSong, subject: text,
      detail: "the library has several: "
        + songs.map { "\($0.id) at \($0.provider)" }.joined(separator: ", "))
  }

  /// Writes down what the user says of a song, new or known.
  ///
  /// - Returns: The song with its number. What was known before and is not said now stays.
  package func keep(_ song: LibrarySong) throws(SongRunError) -> LibrarySong {
    try record(.edited) { try Self.keep(song, in: $0) }
  }

  /// Writes down what is said of a song, inside a step.
  static func keep(_ song: LibrarySong, in database: Database) throws -> LibrarySong {
    try change(song, in: database) { known in
      if known.key != nil { known = song.completed(by: known) }
    }
  }

  /// Changes a song as the library knows it now, which the user may have changed since it was read;
  /// one that was forgotten meanwhile is written down anew.
  func change(
    _ song: LibrarySong, as step: RecordedStep, _ change: (inout LibrarySong) -> Void
  ) throws(SongRunError) -> LibrarySong {
    try record(step) { try Self.change(song, in: $0, change) }
  }

  /// Changes a song inside a step.
  static func change(
    _ song: LibrarySong, in database: Database, _ change: (inout LibrarySong) -> Void
  ) throws -> LibrarySong {
    var present =
      try LibrarySong.filter(
        sql: "provider = ? AND endpoint = ? AND id = ? AND isUpload = ?",
        arguments: [song.provider, song.endpoint, song.id, song.isUpload]
      ).fetchOne(database) ?? song
    change(&present)
    try present.save(database)
    return present
  }

  /// Forgets a song; its file stays, and its children lose their parent.
  package func remove(_ song: LibrarySong) throws(SongRunError) {
    try record(.edited) { _ = try LibrarySong.deleteOne($0, key: song.key) }
  }

  /// The analysis of a file's content with what is sung in it, if it was made before by the present
  /// method.
  package func analysis(
    of sha256: String, singing text: String
  ) throws(SongRunError) -> AnalysisDocument? {
    let json = try ask { database in
      try String.fetchOne(
        database,
        sql: "SELECT document FROM analysis WHERE sha256 = ? AND version = ? AND text = ?",
        arguments: [sha256, AnalysisDocument.currentAnalysisVersion, text])
    }
    return json.flatMap {
      try? JSONDecoder().decode(AnalysisDocument.self, from: Data($0.utf8))
    }
  }

  /// Writes an analysis down.
  package func keep(
    _ analysis: AnalysisDocument, of sha256: String, singing text: String
  ) throws(SongRunError) {
    try record(.analysed) { database in
      let json = String(decoding: try DocumentEncoder().encode(analysis), as: UTF8.self)
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO analysis (sha256, version, text, document) VALUES (?, ?, ?, ?)
          """,
        arguments: [sha256, analysis.analysisVersion, text, json])
    }
  }
}

extension LibrarySong {
  /// This song, with what only an older entry knows.
  func completed(by known: LibrarySong) -> LibrarySong {
    var song = self
    song.key = known.key
    song.addedAt = known.addedAt
    song.title = title ?? known.title
    song.tags = tags ?? known.tags
    song.model = model ?? known.model
    song.lyrics = lyrics ?? known.lyrics
    song.words = words.isEmpty ? known.words : words
    if song.path == nil {
      (song.path, song.sha256, song.byteCount) = (known.path, known.sha256, known.byteCount)
      song.decodeStatus = known.decodeStatus
    }
    song.duration = duration ?? known.duration
    song.parent = parent ?? known.parent
    song.transform = transform ?? known.transform
    song.cropEndAt = cropEndAt ?? known.cropEndAt
    song.replaceStartAt = replaceStartAt ?? known.replaceStartAt
    song.replaceEndAt = replaceEndAt ?? known.replaceEndAt
    song.request = request ?? known.request
    song.seam = seam ?? known.seam
    return song
  }
}
