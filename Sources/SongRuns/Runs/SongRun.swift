import RiffusionAPI
import SongAnalysis

/// Carries a run to its end, from wherever the library says that it is.
///
/// Each step is written down before the next begins, so that a run that was ended by anything at all
/// goes on from there: what was acknowledged is waited for, what may have been sent is never sent
/// again.
package struct SongRun: Sendable {
  /// Sends what costs money.
  package let sending: PaidSending
  /// Told what happens.
  package let report: @Sendable (RunEvent) -> Void

  /// Where every step is written down.
  var library: SongLibrary { sending.library }
  /// Who is asked.
  var client: RiffusionClient { sending.client }

  /// The carrying of runs at one provider.
  package init(_ sending: PaidSending, reporting report: @escaping @Sendable (RunEvent) -> Void) {
    self.sending = sending
    self.report = report
  }

  /// Plans the first order of a run, and looks it over; nothing is paid or written down.
  ///
  /// - Returns: The order, and the source as it is known now.
  /// - Throws: What makes the order impossible.
  package func planned(
    _ plan: RunPlan, from source: RunSource?
  ) async throws -> Planned {
    guard var source else { return (PlannedOrder(request: plan.template), nil) }
    if plan.namesTimes, !plan.isBold { try source.requireOwnFile() }
    let (order, song) = try await next(plan).order(
      round: 1, of: source.song, after: nil, from: source.address)
    source.song = song
    return (order, source)
  }

  /// An order, and what it starts from.
  package typealias Planned = (order: PlannedOrder, source: RunSource?)

  /// Works out the next order of a plan.
  func next(_ plan: RunPlan) -> NextOrder {
    NextOrder(plan, audio: audio, latestCrop: client.provider.latestCrop, report: report)
  }

  /// Begins a run.
  ///
  /// - Parameters:
  ///   - plan: What is asked for.
  ///   - source: What it starts from; `nil` for a fresh song.
  ///   - maxRequests: How many requests it may pay for.
  /// - Returns: The run, written down.
  /// - Throws: `SongRunError` of code `brokenLibrary`.
  package func begin(
    _ plan: RunPlan, from source: RunSource?, maxRequests: Int
  ) throws(SongRunError) -> LibraryRun {
    let known = source.flatMap { $0.song.id == RunSource.unknownID ? nil : $0 }
    var plan = plan
    // What is known of the song must outlive the process, or its upload could not be used.
    if known == nil { plan.uploaded = source?.song }
    let run = try library.begin(
      LibraryRun(at: client.provider, plan: plan, maxRequests: maxRequests), from: known)
    report(.begun(run: run.id ?? 0, name: plan.name))
    return run
  }

  /// Goes on with a run.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - planned: Its first order, as `planned` gave it, where it has not been sent yet.
  ///   - waits: Whether to wait for the songs; otherwise it returns once an order is taken.
  /// - Throws: `SongRunError`, `RiffusionError`, `AudioFileError`; `CancellationError`, after which the
  ///   run is still open. Everything that happened before is in the library.
  package func carry(
    _ run: LibraryRun, beginningWith planned: Planned? = nil, waits: Bool = true
  ) async throws {
    guard let id = run.id else { preconditionFailure("a run that is carried is in the library") }
    let lock = try RunLock(run: id, in: library)
    guard
      run.provider == client.provider.name, run.endpoint == client.provider.endpoint.description
    else {
      throw RiffusionError(
        code: .otherProvider, subject: "run \(id)",
        detail: "it was ordered from \(run.provider) at \(run.endpoint), and goes on there alone")
    }
    do {
      while try await step(of: try library.run(id), beginningWith: planned, waits: waits) {}
    } catch let error as SongRunError where error.endsRun {
      try library.end(id, as: .stopped, because: error.description)
      throw error
    } catch let refusal as Refusal {
      try library.end(id, as: .stopped, because: refusal.error.description)
      throw refusal.error
    }
    _ = consume lock
  }

  /// Does what is next.
  ///
  /// - Returns: Whether there is more to do.
  private func step(
    of run: LibraryRun, beginningWith planned: Planned?, waits: Bool
  ) async throws -> Bool {
    let id = run.id ?? 0
    let requests = try library.requests(of: id)
    if let open = requests.last(where: { $0.state == .open }) { throw SongRunError.inDoubt(open) }

    let taken = requests.filter { $0.state == .acknowledged }
    if let url = run.plan.uploadURL, run.source == nil {
      guard let upload = taken.last(where: { $0.purpose == .upload }) else {
        try await requireOrder(after: url, in: run, beginningWith: planned)
        try await send(uploadOf: url, in: run)
        return true
      }
      try await take(upload, from: url, in: run)
      return true
    }
    let orders = taken.filter { $0.purpose == .order }
    if let last = orders.last, last.kept == nil {
      guard waits else { return false }
      try await Delivery(run: run, request: last, of: self).settle()
      return true
    }
    if case .lyrics(let about) = run.plan.work, taken.isEmpty {
      try await send(lyricsAbout: about, in: run)
      return true
    }
    // Nothing is ordered from it, however often the run is resumed.
    if let kept = try orders.last?.kept.flatMap(library.song), let broken = kept.brokenSeam(in: run)
    {
      throw broken
    }
    if run.plan.work.ordersNoSong || orders.last.map({ isDone(run, after: $0) }) == true {
      try library.end(id, as: .done)
      return false
    }
    try await sendNext(after: orders, in: run, beginningWith: planned)
    return true
  }

  /// The audio of this library's songs.
  var audio: SourceAudio { SourceAudio(library: library, client: client) }
}

extension LibrarySong {
  /// Why a run does not go on from this song, the best that came of an order; `nil` where it may.
  func brokenSeam(in run: LibraryRun) -> SongRunError? {
    guard let seam, seam.verdict == .broken else { return nil }
    return SongRunError(
      code: .brokenSeam, subject: "run \(run.id ?? 0)",
      detail: "no result goes on from its source: \(seam.reasons.joined(separator: "; ")); to go on"
        + " from it all the same, order from \(id) anew")
  }
}

extension SongRunError {
  /// Whether a run that meets it is over, until the user says otherwise.
  fileprivate var endsRun: Bool {
    ![.inDoubt, .runIsBusy, .brokenLibrary].contains(code)
  }
}

extension RunPlan.Work {
  /// Whether it is over without a song.
  var ordersNoSong: Bool {
    switch self {
    case .upload, .lyrics: true
    case .order, .extend, .inpaint: false
    }
  }
}
