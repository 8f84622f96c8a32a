/// How often a provider is asked for a job, and for how long.
public struct PollingRules: Hashable, Sendable {
  /// The wait before the first question, and the first step of the schedule.
  public var first: Duration
  /// The longest wait between two questions.
  public var cap: Duration
  /// When waiting ends.
  public var deadline: Duration
  /// How long a provider may not know a job that it has just accepted.
  public var grace: Duration
  /// How long a task that lists fewer songs than usual is given for another.
  public var patience: Duration

  /// How often what is not new may be unknown: a provider may have lost sight of it for a moment.
  static let mostUnknown = 3

  /// Rules for waiting.
  public init(
    first: Duration, cap: Duration, deadline: Duration, grace: Duration, patience: Duration
  ) {
    self.first = first
    self.cap = cap
    self.deadline = deadline
    self.grace = grace
    self.patience = patience
  }

  /// Rules for a provider on the internet.
  ///
  /// The providers' documents ask for 3 to 15 s between questions, and songs take one to two
  /// minutes; where one is not done after ten it seldom ever is. The patience is ours: songs of one
  /// order are made side by side.
  public static let remote = PollingRules(
    first: .seconds(3), cap: .seconds(15), deadline: .seconds(600), grace: .seconds(60),
    patience: .seconds(60))

  /// Rules for a provider on this machine, which can be asked more often.
  public static let local = PollingRules(
    first: .milliseconds(200), cap: .seconds(1), deadline: .seconds(600), grace: .seconds(5),
    patience: .seconds(15))
}
