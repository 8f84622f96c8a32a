/// When to ask for a job again and when to stop: a pure step from what happened to what to do.
///
/// A job of songs is done when each of them has come to its end. A task is done when it lists as
/// many songs as an order usually makes, all at their end; where it goes on listing fewer, when
/// nothing new has come for a while.
///
/// A provider may take a while to know a job that it has just accepted. Of any other, what it does
/// not know at the third question is unknown to it, and is not asked for again.
struct Polling<Waits: IteratorProtocol<Duration>> {
  /// What happened.
  enum Event {
    /// The provider told these songs.
    case songs([Song])
    /// The provider has nothing to tell yet, and may ask for a wait.
    case notReady(retryAfter: Duration?)
    /// The question failed.
    case trouble(RiffusionError)
  }

  /// What to do.
  enum Action {
    /// Ask for what is still open, after a wait.
    case ask(Job.Reference, after: Duration)
    /// Stop: everything is at its end.
    case finish
    /// Stop: the time is over.
    case giveUp
    /// Stop: asking again would not help.
    case fail(RiffusionError)
  }

  /// All songs that are known, in the order of the job.
  private(set) var songs: [Song]

  private let reference: Job.Reference
  private let expectedCount: Int
  private let rules: PollingRules
  private let isNew: Bool
  private var waits: Waits
  private var told: Set<String> = []
  private var answerCount = 0
  private var lastChange = Duration.zero

  /// A job that nothing is known of.
  ///
  /// - Parameters:
  ///   - reference: What to ask for.
  ///   - songsPerRequest: How many songs a task should list.
  ///   - rules: How long to go on.
  ///   - isNew: Whether the provider has just accepted the job.
  ///   - waits: How long to wait each time.
  init(
    _ reference: Job.Reference, songsPerRequest: Int, rules: PollingRules, isNew: Bool = true,
    waits: Waits
  ) {
    self.reference = reference
    self.rules = rules
    self.isNew = isNew
    self.waits = waits
    switch reference {
    case .songs(let ids):
      // An id that is named twice is one song.
      var known: Set<String> = []
      songs = ids.filter { known.insert($0).inserted }.map { Song(id: $0) }
      expectedCount = songs.count
    case .task:
      songs = []
      expectedCount = songsPerRequest
    case .upload:
      songs = []
      expectedCount = 1
    }
  }

  /// The first question, before anything has happened.
  mutating func start() -> Action {
    if case .songs([]) = reference { return .finish }
    return .ask(open, after: rules.first)
  }

  /// What to do after an event.
  ///
  /// - Parameters:
  ///   - event: What happened.
  ///   - elapsed: How long ago the job was first asked for.
  /// - Returns: The songs that have come to their end by this event, and the next action.
  mutating func take(_ event: Event, at elapsed: Duration) -> (finished: [Song], action: Action) {
    switch event {
    case .songs(let told):
      answerCount += 1
      self.told.formUnion(told.map(\.id))
      let finished = merge(told, at: elapsed)
      return (finished, isDone(at: elapsed) ? end : next(at: elapsed, asked: nil))
    case .notReady(let wait):
      return ([], next(at: elapsed, asked: wait))
    case .trouble(let error):
      let isPassing = Self.passing.contains(error.code)
      if error.code == .unknownTask { answerCount += 1 }
      guard isPassing || mayBecomeKnown(error, at: elapsed) else { return ([], .fail(error)) }
      // When to come back the provider says, and nobody else knows.
      if let wait = error.retryAfter, elapsed + wait > rules.deadline {
        return ([], .fail(error))
      }
      return ([], next(at: elapsed, asked: error.retryAfter))
    }
  }

  /// Failures after which the same question may well be answered.
  private static var passing: Set<RiffusionError.Code> {
    [.server, .transport, .deadline, .rateLimited, .unreadableAnswer]
  }

  /// Whether a failure only says that the job is not known yet.
  private func mayBecomeKnown(_ error: RiffusionError, at elapsed: Duration) -> Bool {
    guard error.code == .unknownTask else { return false }
    return isNew ? elapsed < rules.grace : answerCount < PollingRules.mostUnknown
  }

  /// Those of the job's songs that the provider does not know.
  private var unknown: [String] {
    guard case .songs = reference, !isNew, answerCount >= PollingRules.mostUnknown else {
      return []
    }
    return songs.map(\.id).filter { !told.contains($0) }
  }

  /// Which songs of the job the provider does not know, as a failure; `nil` where it knows all, or
  /// may come to know them.
  var failure: RiffusionError? { RiffusionError(unknown: unknown) }

  /// The end of a job of which nothing is left to wait for.
  private var end: Action { failure.map(Action.fail) ?? .finish }

  private func isDone(at elapsed: Duration) -> Bool {
    if case .songs(let ids) = open { return ids.isEmpty }
    guard !songs.isEmpty, songs.allSatisfy(\.state.isFinal) else { return false }
    return songs.count >= expectedCount || elapsed - lastChange >= rules.patience
  }

  /// What is not at its end yet, and may come to it.
  private var open: Job.Reference {
    guard case .songs = reference else { return reference }
    return .songs(songs.filter { !$0.state.isFinal }.map(\.id).filter { !unknown.contains($0) })
  }

  private mutating func next(at elapsed: Duration, asked: Duration?) -> Action {
    let wait = Swift.max(waits.next() ?? rules.cap, asked ?? .zero)
    return elapsed + wait > rules.deadline ? .giveUp : .ask(open, after: wait)
  }

  /// Takes in what was told; what is at its end stays as it is.
  private mutating func merge(_ told: [Song], at elapsed: Duration) -> [Song] {
    var finished: [Song] = []
    for song in told {
      if let index = songs.firstIndex(where: { $0.id == song.id }) {
        guard !songs[index].state.isFinal else { continue }
        songs[index] = song
      } else if case .songs = reference {
        continue
      } else {
        songs.append(song)
        lastChange = elapsed
      }
      if song.state.isFinal {
        finished.append(song)
        lastChange = elapsed
      }
    }
    return finished
  }
}
