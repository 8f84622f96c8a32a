import Synchronization

/// A clock that stands still until it is set.
final class SetClock: Sendable {
  private let time = Mutex(ContinuousClock.now)

  /// What it shows.
  var now: ContinuousClock.Instant { time.withLock { $0 } }

  /// Moves it on.
  func advance(by duration: Duration) { time.withLock { $0 += duration } }
}
