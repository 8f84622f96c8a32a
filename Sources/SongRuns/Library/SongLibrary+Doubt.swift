import Foundation
import GRDB
import RiffusionAPI

extension SongLibrary {
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
    return try settle(request) { $0.take(answer) }
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
  ///   - folder: Where its songs go from now on; as before when `nil`.
  /// - Throws: `SongRunError` of code `brokenLibrary`.
  package func reopen(
    _ run: LibraryRun, isBold: Bool, maxRequests: Int?, folder: String? = nil
  ) throws(SongRunError) {
    try record(.edited) { database in
      guard var run = try LibraryRun.fetchOne(database, key: run.id), run.state != .done else {
        return
      }
      run.state = .open
      run.problem = nil
      run.plan.isBold = run.plan.isBold || isBold
      run.plan.folder = folder ?? run.plan.folder
      run.maxRequests = maxRequests.map { $0 + run.plan.uploadCount } ?? run.maxRequests
      try run.update(database)
    }
  }

  /// Settles a request in doubt by what the user found out: it was not charged.
  ///
  /// - Throws: `SongRunError` of code `unknownRun` where it is in doubt no more.
  package func confirmNotCharged(_ request: PaidRequest) throws(SongRunError) -> PaidRequest {
    try settle(request) { $0.state = .notCharged }
  }

  /// Settles a request as the library knows it now: another process may have done so since the user
  /// looked, and what it wrote is not to be lost.
  private func settle(
    _ request: PaidRequest, by settling: (inout PaidRequest) -> Void
  ) throws(SongRunError) -> PaidRequest {
    try change(request, as: .edited) { request in
      guard request.state == .open else {
        throw SongRunError(
          code: .unknownRun, subject: "run \(request.run)",
          detail: "none of its requests is in doubt")
      }
      settling(&request)
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
