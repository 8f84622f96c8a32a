import RiffusionAPI
import SongAnalysis

extension SongRun {
  /// Makes sure, before an upload is paid for, that the order after it can be sent.
  func requireOrder(
    after url: String, in run: LibraryRun, beginningWith planned: Planned?
  ) async throws {
    guard !run.plan.work.ordersNoSong else { return }
    try ResultFolder.make(run.plan.folder)
    let unknown = LibrarySong(at: client.provider, source: .upload(id: RunSource.unknownID))
    let song = run.plan.uploaded ?? unknown
    let (order, source) =
      if let planned { (planned.order, planned.source?.song ?? song) } else {
        try await next(run.plan).order(round: 1, of: song, after: nil, from: url)
      }
    _ = try draft(of: order, from: source)
  }

  /// An order in the provider's words; one that cannot be sent ends its run.
  private func draft(of order: PlannedOrder, from source: LibrarySong?) throws -> RequestDraft {
    do throws(RiffusionError) {
      let draft = try client.draft(of: order.request, sourceDuration: source?.duration)
      try draft.requireComplete()
      return draft
    } catch {
      throw Refusal(error: error)
    }
  }

  /// Whether a run is at its end after an order.
  func isDone(_ run: LibraryRun, after last: PaidRequest) -> Bool {
    guard case .extend(let extend) = run.plan.work else { return true }
    guard let kept = last.kept.flatMap({ try? library.song($0) }) else { return true }
    return ExtendRun(run.plan, extend, latestCrop: nil).isDone(after: last.round, with: kept)
  }

  /// Sends the next order of a run.
  func sendNext(
    after orders: [PaidRequest], in run: LibraryRun, beginningWith planned: Planned?
  ) async throws {
    let id = run.id ?? 0
    // What could not be written down here is not paid for.
    try ResultFolder.make(run.plan.folder)
    let round = orders.count + 1
    if case .extend(let extend) = run.plan.work, extend.rounds != 1 || round > 1 {
      report(.round(round, of: extend.rounds))
    }
    var order = PlannedOrder(request: run.plan.template)
    var source: LibrarySong?
    if let key = orders.last?.kept ?? run.source, let song = try library.song(key) {
      // The user may have told the library of another file since.
      if let planned, round == 1, planned.source?.song.sha256 == song.sha256 {
        order = planned.order
        order.request.morph?.source = song.source
        source = song
      } else {
        (order, source) = try await next(run.plan).order(
          round: round, of: song, after: orders.last?.choice?.cropEndAt,
          from: round == 1 ? run.plan.uploadURL : nil)
      }
    } else if run.plan.needsSource {
      throw SongRunError(
        code: .unresolvedSource, subject: "run \(id)",
        detail: "the song that it starts from is no longer in the library")
    }
    let draft = try draft(of: order, from: source)
    if let choice = order.choice { report(.chosen(choice)) }
    (order.notices + draft.warnings).forEach { report(.notice($0)) }
    let spent = try library.requests(of: id).count(where: \.counts)
    report(.paying(spent + 1, of: run.maxRequests))
    let request = PaidRequest(
      run: id, round: round, purpose: .order, order: order.request, draft: SentRequest(draft),
      choice: order.choice, lyrics: order.lyrics, source: source?.key)
    try await send(request) {
      let job = try await client.submit(order.request, sourceDuration: source?.duration)
      report(.order(.submitted(JobHandle(job))))
      return job
    } noting: {
      PaidAnswer(job: $0)
    }
  }
}
