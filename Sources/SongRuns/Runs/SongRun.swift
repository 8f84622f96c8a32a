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

  var library: SongLibrary { sending.library }
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
    guard let source else { return (PlannedOrder(request: plan.template), nil) }
    return try await next(plan).order(round: 1, of: source.song, after: nil, from: source.address)
  }

  /// An order, and the song that it starts from.
  package typealias Planned = (order: PlannedOrder, source: LibrarySong?)

  private func next(_ plan: RunPlan) -> NextOrder {
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
    _ plan: RunPlan, from source: LibrarySong?, maxRequests: Int
  ) throws(SongRunError) -> LibraryRun {
    let known = source.flatMap { $0.id == RunSource.unknownID ? nil : $0 }
    var plan = plan
    // What is known of the song must outlive the process, or its upload could not be used.
    if known == nil { plan.uploaded = source }
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
    if run.plan.work.ordersNoSong || orders.last.map({ isDone(run, after: $0) }) == true {
      try library.end(id, as: .done)
      return false
    }
    try await sendNext(after: orders, in: run, beginningWith: planned)
    return true
  }

  /// Makes sure, before an upload is paid for, that the order after it can be sent.
  private func requireOrder(
    after url: String, in run: LibraryRun, beginningWith planned: Planned?
  ) async throws {
    guard !run.plan.work.ordersNoSong else { return }
    let unknown = LibrarySong(at: client.provider, source: .upload(id: RunSource.unknownID))
    let song = run.plan.uploaded ?? unknown
    let (order, source) =
      if let planned { planned } else {
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

  private func isDone(_ run: LibraryRun, after last: PaidRequest) -> Bool {
    guard case .extend(let extend) = run.plan.work else { return true }
    guard let kept = last.kept.flatMap({ try? library.song($0) }) else { return true }
    return ExtendRun(run.plan, extend, latestCrop: nil).isDone(after: last.round, with: kept)
  }

  private func sendNext(
    after orders: [PaidRequest], in run: LibraryRun, beginningWith planned: Planned?
  ) async throws {
    let id = run.id ?? 0
    let round = orders.count + 1
    if case .extend(let extend) = run.plan.work, extend.rounds != 1 || round > 1 {
      report(.round(round, of: extend.rounds))
    }
    var order = PlannedOrder(request: run.plan.template)
    var source: LibrarySong?
    if let key = orders.last?.kept ?? run.source, let song = try library.song(key) {
      if let planned, round == 1 {
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

  private func send(uploadOf url: String, in run: LibraryRun) async throws {
    report(.order(.uploading(url)))
    let draft = try client.provider.dialect.draft(ofUploadFrom: url)
    let request = PaidRequest(
      run: run.id ?? 0, round: 0, purpose: .upload, draft: SentRequest(draft))
    try await send(request) {
      let upload = try await client.upload(url)
      if case .pending(let job) = upload { report(.order(.submitted(JobHandle(job)))) }
      return upload
    } noting: { upload in
      switch upload {
      case .ready(let id): PaidAnswer(uploadID: id)
      case .pending(let job): PaidAnswer(job: job)
      }
    }
  }

  private func send(lyricsAbout description: String, in run: LibraryRun) async throws {
    let draft = try client.provider.dialect.draft(ofLyricsAbout: description)
    let request = PaidRequest(
      run: run.id ?? 0, round: 1, purpose: .lyrics, draft: SentRequest(draft))
    try await send(request) {
      try await client.lyrics(about: description)
    } noting: { versions in
      PaidAnswer(lyrics: versions.map(\.page).joined(separator: "\n---\n\n"))
    }
  }

  private func send<Answer>(
    _ request: PaidRequest, by send: () async throws -> Answer,
    noting note: (Answer) -> PaidAnswer
  ) async throws {
    do {
      _ = try await sending.send(request, by: send, noting: note)
    } catch let error as RiffusionError where !error.mayHaveBeenCharged {
      throw Refusal(error: error)
    }
  }

  /// Makes a song of an upload that was taken.
  private func take(_ upload: PaidRequest, from url: String, in run: LibraryRun) async throws {
    var id = upload.uploadID
    if id == nil, let handle = upload.handle {
      do {
        id = try await client.uploadID(
          of: Job(
            provider: handle.provider, endpoint: client.provider.endpoint,
            reference: handle.reference))
      } catch let error as RiffusionError {
        throw error.endingItsRun ?? error
      }
    }
    guard let id else {
      throw SongRunError(
        code: .unresolvedSource, subject: url, detail: "the provider named no id of the upload")
    }
    var song = LibrarySong(at: client.provider, source: .upload(id: id))
    if let source = run.plan.uploaded {
      (song.path, song.sha256, song.duration) = (source.path, source.sha256, source.duration)
      (song.title, song.tags, song.lyrics) = (source.title, source.tags, source.lyrics)
    }
    song.request = upload.id
    try library.take(uploadID: id, of: upload, as: song)
  }

  /// The audio of this library's songs.
  var audio: SourceAudio { SourceAudio(library: library, client: client) }
}

/// A request that was not taken, or cannot be sent, which ends its run; what fails later can be
/// tried again.
private struct Refusal: Error {
  let error: RiffusionError
}

extension SongRunError {
  /// Whether a run that meets it is over, until the user says otherwise.
  fileprivate var endsRun: Bool {
    ![.inDoubt, .runIsBusy, .brokenLibrary].contains(code)
  }
}

extension RunPlan.Work {
  /// Whether it is over without a song.
  fileprivate var ordersNoSong: Bool {
    switch self {
    case .upload, .lyrics: true
    case .order, .extend, .inpaint: false
    }
  }
}

extension WrittenLyrics {
  /// The title and the words, as a page.
  fileprivate var page: String { (title.map { "# \($0)\n\n" } ?? "") + lyrics + "\n" }
}
