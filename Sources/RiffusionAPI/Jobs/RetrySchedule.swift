/// How long to wait before each next question: longer each time, up to a cap, and never quite
/// evenly, so that many clients do not ask in step.
///
/// Each wait is drawn evenly from the upper half of its step: a step of 4 s gives 2 to 4 s.
public struct RetrySchedule<Generator: RandomNumberGenerator>: Sequence, IteratorProtocol {
  private var step: Duration
  private let cap: Duration
  private let growth: Double
  private var generator: Generator

  /// A schedule that never ends.
  ///
  /// - Parameters:
  ///   - first: The first step.
  ///   - cap: The longest step.
  ///   - growth: How much longer each step is than the one before.
  ///   - generator: Where the jitter comes from.
  public init(
    first: Duration, cap: Duration, growth: Double = 1.5, generator: Generator
  ) {
    precondition(first > .zero && cap >= first, "from \(first) to \(cap) is no schedule")
    precondition(growth >= 1, "waits must not shrink, got a growth of \(growth)")
    step = first
    self.cap = cap
    self.growth = growth
    self.generator = generator
  }

  /// The next wait.
  public mutating func next() -> Duration? {
    let wait = step * Double.random(in: 0.5...1, using: &generator)
    step = Swift.min(step * growth, cap)
    return wait
  }
}
