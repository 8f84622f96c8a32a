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
          detail: "its \(run.maxRequests) paid requests are spent; order more with --max-requests")
      }
      try Self.requireDay(mostPerDay, in: database)
      var request = request
      try request.insert(database)
      return request
    }
  }

  /// Writes down that the provider took a request.
  package func acknowledge(
    _ request: PaidRequest, with answer: PaidAnswer
  ) throws(SongRunError) -> PaidRequest {
    try update(Self.answered(request, with: answer), as: .acknowledged)
  }

  private static func answered(_ request: PaidRequest, with answer: PaidAnswer) -> PaidRequest {
    var answered = request
    answered.state = .acknowledged
    answered.job = answer.job.map { JobHandle($0).description }
    answered.uploadID = answer.uploadID
    answered.lyrics = answer.lyrics ?? request.lyrics
    answered.problem = nil
    return answered
  }

  /// Writes down why there is no good answer to a request; one that may have been charged stays
  /// open, in doubt.
  package func fail(
    _ request: PaidRequest, with error: RiffusionError
  ) throws(SongRunError) -> PaidRequest {
    var failed = request
    failed.state = error.mayHaveBeenCharged ? .open : .refused
    failed.problem = error.description
    return try update(failed, as: .unanswered)
  }

  /// Writes down the id of an upload, and the song that it is.
  package func take(
    uploadID: String, of request: PaidRequest, as song: LibrarySong
  ) throws(SongRunError) {
    try record(.uploaded) { database in
      var taken = request
      taken.uploadID = uploadID
      try taken.update(database)
      guard var run = try LibraryRun.fetchOne(database, key: request.run) else { return }
      run.source = try Self.keep(song, in: database).key
      try run.update(database)
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
      var settled = request
      settled.kept = song.key
      try settled.update(database)
      guard let problem else { return }
      try Self.end(request.run, as: .stopped, because: problem, in: database)
    }
  }

  /// Settles a request in doubt by what the user found out: it was charged, and this came of it.
  ///
  /// - Parameters:
  ///   - text: The job's handle, a task's id, or ids of songs; an upload's id for an upload.
  ///   - request: The request.
  ///   - run: Its run.
  /// - Returns: The request, acknowledged.
  /// - Throws: `SongRunError` of code `unknownRun` where it is in doubt no more, `unknownSong` for a
  ///   song that came of something else; `RiffusionError` of code `otherProvider` for what was not
  ///   made where the run was ordered, `notOffered` for what cannot be asked for there.
  package func adopt(
    _ text: String, for request: PaidRequest, of run: LibraryRun
  ) throws -> PaidRequest {
    let answer = try Self.answer(text, to: request, of: run)
    if let job = answer.job, case .songs(let ids) = job.reference {
      for id in ids { try requireNew(id, for: request, of: run) }
    }
    return try settle(request) { Self.answered($0, with: answer) }
  }

  /// Makes sure that a song is not one that was there before the request.
  private func requireNew(
    _ id: String, for request: PaidRequest, of run: LibraryRun
  ) throws(SongRunError) {
    let isKnown = try songs(named: id).contains { song in
      song.provider == run.provider && song.endpoint == run.endpoint
        && (song.request != nil || song.key == request.source) && song.request != request.id
    }
    guard !isKnown else {
      throw SongRunError(
        code: .unknownSong, subject: id,
        detail: "the library has it already, so it did not come of the request in doubt")
    }
  }

  /// What a user says that came of a request.
  private static func answer(
    _ text: String, to request: PaidRequest, of run: LibraryRun
  ) throws -> PaidAnswer {
    let endpoint = try APIEndpoint(run.endpoint)
    let handle = JobHandle(text)
    let ids = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    guard handle.map({ $0.isOf(run.provider, at: endpoint) }) ?? !ids.allSatisfy(\.isEmpty) else {
      throw RiffusionError(
        code: .otherProvider, subject: text,
        detail: "the run was ordered from \(run.provider) at \(run.endpoint), and so was what came "
          + "of it")
    }
    guard handle != nil || request.purpose == .order else { return PaidAnswer(uploadID: text) }
    let dialect = try Provider.dialect(named: run.provider)
    let reference = handle?.reference ?? dialect.job(ofIDs: ids.filter { !$0.isEmpty })
    // What cannot be asked for could not be waited for either.
    _ = try dialect.draft(ofStatusOf: reference)
    return PaidAnswer(job: Job(provider: run.provider, endpoint: endpoint, reference: reference))
  }

  /// Lets a run that was ended go on.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - isBold: Whether it takes points of low confidence from now on.
  ///   - maxRequests: How many orders it may pay for in all, beside its upload; as before when
  ///     `nil`.
  /// - Throws: `SongRunError` of code `brokenLibrary`.
  package func reopen(
    _ run: LibraryRun, isBold: Bool, maxRequests: Int?
  ) throws(SongRunError) {
    try record(.edited) { database in
      guard var run = try LibraryRun.fetchOne(database, key: run.id), run.state != .done else {
        return
      }
      run.state = .open
      run.problem = nil
      run.plan.isBold = run.plan.isBold || isBold
      run.maxRequests = maxRequests.map { $0 + run.plan.uploadCount } ?? run.maxRequests
      try run.update(database)
    }
  }

  /// Settles a request in doubt by what the user found out: it was not charged.
  ///
  /// - Throws: `SongRunError` of code `unknownRun` where it is in doubt no more.
  package func confirmNotCharged(_ request: PaidRequest) throws(SongRunError) -> PaidRequest {
    try settle(request) { request in
      var settled = request
      settled.state = .notCharged
      return settled
    }
  }

  /// Settles a request as the library knows it now: another process may have done so since the user
  /// looked, and what it wrote is not to be lost.
  private func settle(
    _ request: PaidRequest, by change: (PaidRequest) -> PaidRequest
  ) throws(SongRunError) -> PaidRequest {
    try record(.edited) { database in
      guard let present = try PaidRequest.fetchOne(database, key: request.id),
        present.state == .open
      else {
        throw SongRunError(
          code: .unknownRun, subject: "run \(request.run)",
          detail: "none of its requests is in doubt")
      }
      let settled = change(present)
      try settled.update(database)
      return settled
    }
  }

  private func update(
    _ request: PaidRequest, as step: RecordedStep
  ) throws(SongRunError) -> PaidRequest {
    try record(step) { database in
      try request.update(database)
      return request
    }
  }

  private static func requireDay(_ most: Int?, in database: Database) throws {
    guard let most else { return }
    let day = Date(timeIntervalSinceNow: -86400)
    let spent =
      try PaidRequest.filter(sql: "createdAt > ?", arguments: [day]).fetchAll(database)
      .count(where: \.counts)
    guard spent < most else {
      throw SongRunError(
        code: .budgetSpent, subject: "max_requests_per_day",
        detail: "\(spent) requests were paid for within 24 hours, and the configuration allows "
          + "\(most)")
    }
  }
}

extension JobHandle {
  /// Whether the job was sent to a provider at an address.
  fileprivate func isOf(_ name: String, at address: APIEndpoint) -> Bool {
    provider == name && (endpoint ?? Provider.documentedEndpoint(of: provider)) == address
  }
}

extension SongRunError {
  /// A request of which nobody knows whether it was charged.
  static func inDoubt(_ request: PaidRequest) -> SongRunError {
    SongRunError(
      code: .inDoubt, subject: "run \(request.run)",
      detail: "request \(request.id ?? 0) was written down and its answer never came"
        + (request.problem.map { " (\($0))" } ?? "")
        + ": it may have been charged. Look at the provider's list of songs, then say segue resume "
        + "\(request.run) --adopt ID if a song is there, or --confirm-not-charged if none is")
  }
}
