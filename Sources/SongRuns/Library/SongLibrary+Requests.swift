import Foundation
import GRDB
package import RiffusionAPI

extension SongLibrary {
  /// Writes down that a request is about to be sent, if it may be.
  ///
  /// Both budgets are looked at in the same step, so that they hold over processes and crashes: a
  /// request whose answer is not known counts. Nothing is written where a request of the run is in
  /// doubt, or where this one was made before.
  ///
  /// - Parameters:
  ///   - request: The request, open.
  ///   - mostPerDay: How many requests the library may pay for within 24 hours; `nil` for any number.
  /// - Returns: The request with its number.
  /// - Throws: `SongRunError` of code `inDoubt` or `budgetSpent`.
  package func intend(
    _ request: PaidRequest, mostPerDay: Int?
  ) throws(SongRunError) -> PaidRequest {
    try record(.intended) { database in
      guard let run = try LibraryRun.fetchOne(database, key: request.run) else {
        throw SongRunError(
          code: .unknownRun, subject: "run \(request.run)", detail: "the library has it no more")
      }
      let earlier = try PaidRequest.filter(sql: "run = ?", arguments: [request.run])
        .fetchAll(database).filter(\.counts)
      if let open = earlier.first(where: { $0.state == .open }) {
        throw SongRunError.inDoubt(open)
      }
      if earlier.contains(where: { $0.round == request.round && $0.purpose == request.purpose }) {
        throw SongRunError(
          code: .runIsBusy, subject: "run \(request.run)",
          detail: "another process has sent this request; segue resume \(request.run) goes on")
      }
      guard earlier.count < run.maxRequests else {
        throw SongRunError(
          code: .budgetSpent, subject: "run \(request.run)",
          detail: "its \(run.maxRequests) paid requests are spent; segue resume \(request.run) "
            + "--max-requests N lets it order more")
      }
      try Self.requireDay(mostPerDay, of: request.run, in: database)
      var request = request
      try request.insert(database)
      return request
    }
  }

  /// Writes down that the provider took a request.
  package func acknowledge(
    _ request: PaidRequest, with answer: PaidAnswer
  ) throws(SongRunError) -> PaidRequest {
    try change(request, as: .acknowledged) { $0.take(answer) }
  }

  /// Writes down why there is no good answer to a request; one that may have been charged stays
  /// open, in doubt.
  package func fail(
    _ request: PaidRequest, with error: RiffusionError
  ) throws(SongRunError) -> PaidRequest {
    try change(request, as: .unanswered) { request in
      request.state = error.mayHaveBeenCharged ? .open : .refused
      request.problem = error.description
    }
  }

  /// Writes down the id of an upload, and the song that it is.
  package func take(
    uploadID: String, of request: PaidRequest, as song: LibrarySong
  ) throws(SongRunError) {
    try record(.uploaded) { database in
      _ = try Self.change(request, in: database) { $0.uploadID = uploadID }
      guard var run = try LibraryRun.fetchOne(database, key: request.run) else { return }
      run.source = try Self.keep(song, in: database).key
      try run.update(database)
    }
  }

  /// Writes down a song that came of a request, with where it comes from.
  ///
  /// - Parameters:
  ///   - delivered: The song, with its file or why there is none.
  ///   - request: The request.
  ///   - provider: Who made it.
  /// - Returns: The song with its number. What the user said of it before stays, where the provider
  ///   says nothing.
  /// - Throws: `SongRunError` of code `brokenLibrary`.
  func take(
    _ delivered: DeliveredSong, of request: PaidRequest, at provider: Provider
  ) throws(SongRunError) -> LibrarySong {
    try record(.delivered) { database in
      let new = LibrarySong(at: provider, source: .song(id: delivered.song.id))
      let parent = try LibrarySong.fetchOne(database, key: request.source)
      return try Self.change(new, in: database) { song in
        song.request = request.id
        song.lyrics = request.lyrics ?? song.lyrics
        if let parent, let transform = request.order?.morph?.transform {
          song.descend(from: parent, by: transform)
        }
        song.take(delivered)
        song.title = song.title ?? request.order?.title
        song.tags = song.tags ?? request.order?.tag
        song.model = song.model ?? request.order?.model.rawValue
      }
    }
  }

  /// Writes down which song of a request was kept.
  ///
  /// - Parameters:
  ///   - song: The song.
  ///   - request: The request that it came of.
  ///   - problem: Why the run must not go on from it, which stops the run in the same step; `nil`
  ///     where it may.
  /// - Throws: `SongRunError` of code `brokenLibrary`.
  package func choose(
    _ song: LibrarySong, of request: PaidRequest, stoppingBecause problem: String? = nil
  ) throws(SongRunError) {
    try record(.kept) { database in
      _ = try Self.change(request, in: database) { $0.kept = song.key }
      guard let problem else { return }
      try Self.end(request.run, as: .stopped, because: problem, in: database)
    }
  }

  /// Changes a request as the library knows it now: another process may have changed it since it was
  /// read, or taken its source away.
  func change(
    _ request: PaidRequest, as step: RecordedStep, _ change: (inout PaidRequest) throws -> Void
  ) throws(SongRunError) -> PaidRequest {
    try record(step) { try Self.change(request, in: $0, change) }
  }

  private static func change(
    _ request: PaidRequest, in database: Database, _ change: (inout PaidRequest) throws -> Void
  ) throws -> PaidRequest {
    var present = try PaidRequest.find(database, key: request.id)
    try change(&present)
    try present.update(database)
    return present
  }

  private static func requireDay(_ most: Int?, of run: Int64, in database: Database) throws {
    guard let most else { return }
    let day = Date(timeIntervalSinceNow: -86400)
    let spent =
      try PaidRequest.filter(sql: "createdAt > ?", arguments: [day]).fetchAll(database)
      .count(where: \.counts)
    guard spent < most else {
      throw SongRunError(
        code: .budgetSpent, subject: "max_requests_per_day",
        detail: "\(spent) requests were paid for within 24 hours, and the configuration allows "
          + "\(most); when it allows more, segue resume \(run) goes on")
    }
  }
}
