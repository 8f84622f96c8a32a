/// How long one exchange with the API may take.
public struct ExchangeLimits: Hashable, Sendable {
  /// How long an order may take to be answered.
  public var order: Duration
  /// How long a question may take to be answered.
  public var question: Duration

  /// Limits chosen by us: providers answer questions within a second or so, and orders within some
  /// seconds, but for those that look through the lyrics first.
  public init(order: Duration = .seconds(120), question: Duration = .seconds(30)) {
    self.order = order
    self.question = question
  }
}
