import Foundation
import GRDB
import RiffusionAPI

extension SongLibrary {
  /// All runs, the newest first.
  package func runs() throws(SongRunError) -> [LibraryRun] {
    try ask { try LibraryRun.order(sql: "id DESC").fetchAll($0) }
  }

  /// The run of a number.
  ///
  /// - Throws: `SongRunError` of code `unknownRun`.
  package func run(_ id: Int64) throws(SongRunError) -> LibraryRun {
    guard let run = try ask({ try LibraryRun.fetchOne($0, key: id) }) else {
      throw SongRunError(
        code: .unknownRun, subject: "run \(id)",
        detail: "the library has no such run; segue runs shows those that it has")
    }
    return run
  }

  /// Writes a new run down, and the song that it starts from; of one that is known, the file that
  /// the user gave.
  ///
  /// - Returns: The run with its number.
  package func begin(
    _ run: LibraryRun, from source: RunSource?
  ) throws(SongRunError) -> LibraryRun {
    try record(.runBegun) { database in
      var run = run
      run.source = try source.map { source in
        try Self.change(source.song, in: database) { song in
          let known = song
          if source.song.key == nil { song = source.song.completed(by: known) }
          // The user may have told the library of a file since it was asked.
          if source.isFileGiven {
            song.takeFile(of: source.song)
          } else if known.present != nil {
            song.takeFile(of: known)
          }
        }
      }?.key
      try run.insert(database)
      return run
    }
  }

  /// Writes down that a run came to its end.
  package func end(
    _ id: Int64, as state: LibraryRun.State, because problem: String? = nil
  ) throws(SongRunError) {
    try record(.runEnded) { try Self.end(id, as: state, because: problem, in: $0) }
  }

  /// Writes down that a run came to its end, inside a step.
  static func end(
    _ id: Int64, as state: LibraryRun.State, because problem: String?, in database: Database
  ) throws {
    guard var run = try LibraryRun.fetchOne(database, key: id) else { return }
    run.state = state
    run.problem = problem
    try run.update(database)
  }

  /// The requests of a run, in their order.
  package func requests(of run: Int64) throws(SongRunError) -> [PaidRequest] {
    try ask { database in
      try PaidRequest.filter(sql: "run = ?", arguments: [run]).order(sql: "id").fetchAll(database)
    }
  }

  /// The request of a number.
  package func request(_ id: Int64) throws(SongRunError) -> PaidRequest? {
    try ask { try PaidRequest.fetchOne($0, key: id) }
  }

  /// The songs that came of a request, in the order of its job, or of their ids where the job does
  /// not name them.
  package func songs(of request: PaidRequest) throws(SongRunError) -> [LibrarySong] {
    let songs = try ask { database in
      try LibrarySong.filter(sql: "request = ?", arguments: [request.id])
        .order(sql: "id").fetchAll(database)
    }
    guard case .songs(let ids)? = request.handle?.reference else { return songs }
    return ids.flatMap { id in songs.filter { $0.id == id } }
      + songs.filter { !ids.contains($0.id) }
  }
}
