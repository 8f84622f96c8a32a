extension RiffusionClient {
  /// What the provider tells of a job right now.
  ///
  /// - Returns: The songs that it lists, which may be fewer than were ordered; empty while it has
  ///   nothing to tell.
  /// - Throws: `RiffusionError`; of code `otherProvider` for a job that was sent elsewhere.
  public func songs(of job: Job) async throws -> [Song] {
    try requireOwn(job)
    let answer = try await exchange(
      provider.dialect.draft(ofStatusOf: job.reference), for: .status)
    return answer.isNotReady ? [] : try songs(in: answer, of: job.reference)
  }

  /// What the provider tells of a job that it may have accepted just now.
  ///
  /// What it does not know is asked for again after a moment, as often as `wait(for:)` does of a job
  /// that is not new.
  ///
  /// - Returns: The songs that it lists, in the end.
  /// - Throws: As `songs(of:)`.
  package func songsOnceKnown(of job: Job) async throws -> [Song] {
    let waits = RetrySchedule(
      first: rules.first, cap: rules.cap, generator: SystemRandomNumberGenerator())
    for wait in waits.prefix(PollingRules.mostUnknown - 1) {
      do {
        let songs = try await songs(of: job)
        if job.unknown(among: songs) == nil { return songs }
      } catch let error as RiffusionError where error.code == .unknownTask {
        // It is asked for again.
      }
      try await time.sleep(wait)
    }
    return try await songs(of: job)
  }

  /// Waits until every song of a job has come to its end, or the time is over.
  ///
  /// One question asks for all open songs of the job. Passing troubles are outwaited.
  ///
  /// - Parameters:
  ///   - job: What to wait for.
  ///   - isNew: Whether the provider has just accepted it, and may not know it for a while.
  ///   - events: Told what happens, each song as soon as it is at its end; finished on every path.
  /// - Returns: All songs; one whose state is not final was still under way when the time was over,
  ///   and can be waited for again.
  /// - Throws: `RiffusionError` where waiting on makes no sense, of code `unknownTask` where all is at
  ///   its end but what the provider does not know, of code `deadline` where a task told no song in
  ///   all the time, and its own refusal where that asks for a wait beyond that time, with `retryAfter`;
  ///   `CancellationError`. The job itself is not lost.
  public func wait(
    for job: Job, isNew: Bool = true, reporting events: AsyncStream<JobEvent>.Continuation? = nil
  ) async throws -> [Song] {
    defer { events?.finish() }
    try requireOwn(job)
    var polling = Polling(
      job.reference, songsPerRequest: provider.dialect.songsPerRequest, rules: rules,
      isNew: isNew,
      waits: RetrySchedule(
        first: rules.first, cap: rules.cap, generator: SystemRandomNumberGenerator()))
    let start = time.now()
    var action = polling.start()
    var isUnknownTold = false
    var lastTrouble: RiffusionError?
    while true {
      switch action {
      case .ask(let open, let wait):
        try await time.sleep(wait)
        let event = try await event(of: open)
        let step = polling.take(event, at: time.now() - start)
        switch event {
        case .songs:
          events?.yield(.progress(polling.songs))
          lastTrouble = nil
        case .trouble(let error):
          if case .fail = step.action { break }
          if lastTrouble.map(error.isLike) != true { events?.yield(.trouble(error)) }
          lastTrouble = error
        case .notReady:
          lastTrouble = nil
        }
        step.finished.forEach { events?.yield(.finished($0)) }
        if case .ask = step.action, !isUnknownTold, let failure = polling.failure {
          events?.yield(.trouble(failure))
          isUnknownTold = true
        }
        action = step.action
      case .finish:
        return polling.songs
      case .giveUp:
        guard polling.songs.isEmpty else { return polling.songs }
        throw RiffusionError(
          code: .deadline, subject: Operation.status.rawValue,
          detail: "no song within \(rules.deadline.inSeconds); ask again with \(JobHandle(job))")
      case .fail(let error):
        throw error
      }
    }
  }

  /// Waits for an upload that is being taken in.
  ///
  /// - Returns: The id for `SongSource.upload`.
  /// - Throws: `RiffusionError` of code `generationFailed` where the provider gave it up, `deadline`
  ///   where it took too long: useapi.net reports that an upload that is not done after ten minutes
  ///   never is.
  public func uploadID(of job: Job) async throws -> String {
    let songs = try await wait(for: job)
    guard let song = songs.first(where: { $0.state == .succeeded }) else {
      throw songs.lazy.compactMap(\.error).first
        ?? RiffusionError(
          code: .deadline, subject: Operation.upload.rawValue,
          detail: "it is still being taken in; ask again with \(JobHandle(job))")
    }
    return song.id
  }

  private func event(
    of reference: Job.Reference
  ) async throws -> Polling<RetrySchedule<SystemRandomNumberGenerator>>.Event {
    do {
      let draft = try provider.dialect.draft(ofStatusOf: reference)
      let answer = try await exchange(draft, for: .status)
      guard !answer.isNotReady else { return .notReady(retryAfter: answer.retryAfter) }
      return .songs(try songs(in: answer, of: reference))
    } catch let error as RiffusionError {
      return .trouble(error)
    }
  }

  /// The songs that an answer tells of a job.
  ///
  /// - Throws: `RiffusionError` where a task has failed as a whole.
  private func songs(
    in answer: ProviderAnswer, of reference: Job.Reference
  ) throws(RiffusionError) -> [Song] {
    let songs = answer.songs
    let (task, told): (String, [Song])
    switch reference {
    case .songs:
      return songs
    case .task(let id):
      // An envelope that has the task's own id is no song.
      (task, told) = (id, songs.filter { $0.id != id })
    case .upload(let id):
      // The documents show no state of an upload: what has an id of its own is there.
      (task, told) = (
        id,
        songs.filter { $0.id != id || $0.stateWord != nil }.map { song in
          var song = song
          if song.stateWord == nil, song.state == .waiting { song.state = .succeeded }
          return song
        }
      )
    }
    if told.isEmpty, let error = answer.failedTask(task)?.error { throw error }
    return told
  }

  private func requireOwn(_ job: Job) throws(RiffusionError) {
    guard job.provider == provider.name, job.endpoint == provider.endpoint else {
      throw RiffusionError(
        code: .otherProvider, subject: "\(JobHandle(job))",
        detail: "it was sent to \(job.provider) at \(job.endpoint), and is asked for there alone")
    }
  }
}

extension RiffusionError {
  /// Whether it is the same failure once more, whatever the exchange was called.
  fileprivate func isLike(_ other: RiffusionError) -> Bool {
    code == other.code && status == other.status && detail == other.detail
  }
}
