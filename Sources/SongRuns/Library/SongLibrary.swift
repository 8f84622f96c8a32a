package import Foundation
import GRDB
import RiffusionAPI

/// The songs that Segue has seen, what was paid for them, and what came of it: one SQLite file.
///
/// Every paid request is written here before it is sent, and its answer after; so whatever ends the
/// process, what was paid for can be found again. Writes are whole or not at all, are on the disk
/// when a method returns, and exclude those of every other process on the same library.
package struct SongLibrary: Sendable {
  /// The folder of the library, with `library.sqlite` and what belongs to it.
  package let home: URL

  /// The file, for the steps and questions of the extensions.
  let database: DatabasePool
  private let witness: (@Sendable (RecordedStep, RecordedStep.Moment) -> Void)?

  /// Opens the library in a folder, and makes both where they are missing.
  ///
  /// Only the user can read the file (mode 0600).
  ///
  /// - Parameters:
  ///   - home: The folder.
  ///   - witness: Told just before and after each step is written; for tests that end the process
  ///     there.
  /// - Throws: `SongRunError` of code `brokenLibrary`.
  package init(
    at home: URL, witness: (@Sendable (RecordedStep, RecordedStep.Moment) -> Void)? = nil
  ) throws(SongRunError) {
    self.home = home
    self.witness = witness
    let path = home.appending(path: "library.sqlite").path
    do {
      try FileManager.default.createDirectory(
        at: home, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      // Of several processes that find no library, or an old one, the first makes it.
      let lock = try FileLock(home.appending(path: "library.lock").path, waits: true)
      try Self.make(path)
      database = try DatabasePool(path: path, configuration: Self.configuration)
      let migrator = Self.migrator
      guard try !database.read(migrator.hasBeenSuperseded) else {
        throw SongRunError(
          code: .brokenLibrary, subject: path,
          detail: "it was made by a newer segue; use that one, or set SEGUE_HOME to another folder")
      }
      try migrator.migrate(database)
      _ = consume lock
    } catch let error as SongRunError {
      throw error
    } catch {
      throw SongRunError(
        code: .brokenLibrary, subject: path,
        detail: "the song library cannot be opened: \(error.inWords); "
          + "SEGUE_HOME names another folder")
    }
  }

  /// Whether there is a library in a folder.
  package static func isThere(at home: URL) -> Bool {
    FileManager.default.fileExists(atPath: home.appending(path: "library.sqlite").path)
  }

  /// The folder that the environment names: `SEGUE_HOME`, or else the user's folder of data.
  ///
  /// - Throws: `SongRunError` of code `brokenLibrary` where neither is known.
  package static func home(in environment: [String: String]) throws(SongRunError) -> URL {
    if let home = environment["SEGUE_HOME"], !home.isEmpty {
      return URL(filePath: home, directoryHint: .isDirectory)
    }
    guard let data = UserFolder.data.path(in: environment) else {
      throw SongRunError(
        code: .brokenLibrary, subject: "SEGUE_HOME",
        detail: "there is no home folder for the song library: set SEGUE_HOME to a folder")
    }
    return URL(filePath: data, directoryHint: .isDirectory)
  }

  /// Writes one step, whole or not at all.
  ///
  /// Nobody else writes from its first statement on (GRDB begins writes with `BEGIN IMMEDIATE`), so
  /// that what `change` reads still holds when it is written.
  ///
  /// It blocks for the milliseconds that a disk takes, and is not cancelled: what was paid for is
  /// written down even while the process is being stopped.
  ///
  /// - Throws: What `change` throws; `SongRunError` of code `brokenLibrary` where SQLite fails.
  func record<Result>(
    _ step: RecordedStep, _ change: (Database) throws -> Result
  ) throws(SongRunError) -> Result {
    witness?(step, .before)
    let result = try told { try database.write(change) }
    witness?(step, .after)
    return result
  }

  /// Reads, unhindered by whoever writes.
  ///
  /// - Throws: What `question` throws; `SongRunError` of code `brokenLibrary` where SQLite fails.
  func ask<Result>(
    _ question: (Database) throws -> Result
  ) throws(SongRunError) -> Result {
    try told { try database.read(question) }
  }

  private func told<Result>(_ work: () throws -> Result) throws(SongRunError) -> Result {
    do {
      return try work()
    } catch let error as SongRunError {
      throw error
    } catch {
      throw SongRunError(
        code: .brokenLibrary, subject: database.path,
        detail: "the song library cannot be used: \(error.inWords)")
    }
  }

  /// Makes the file where it is missing; SQLite takes the mode of its other files from this one.
  ///
  /// A file that is there is not even opened: closing it would take the locks away that SQLite holds
  /// on it in this process ("How To Corrupt An SQLite Database File", 2.2).
  private static func make(_ path: String) throws {
    let file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      guard errno == EEXIST else { throw POSIXError.last }
      return
    }
    close(file)
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(30)
    configuration.prepareDatabase { database in
      // A payment must outlive a power cut, not only a crash.
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    return configuration
  }
}
