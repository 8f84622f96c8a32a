import RiffusionAPI
import Synchronization

/// A clock on which a wait is over at once and moves the time.
///
/// A wait of `patience` or more is one that bounds something else, such as an answer; it ends only
/// by cancellation, but for as many of them as a test says.
final class TestClock: Clock {
  /// A time since the clock was made.
  struct Instant: InstantProtocol {
    var offset: Swift.Duration

    func advanced(by duration: Swift.Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Swift.Duration { other.offset - offset }
    static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let state: Mutex<(now: Instant, waits: [Swift.Duration], limitsThatEnd: Int)>

  /// Above every wait between two questions, below every limit of an answer.
  static let patience = Swift.Duration.seconds(25)

  /// A clock that stands at zero, on which so many limits are over at once.
  init(limitsThatEnd: Int = 0) {
    state = Mutex((Instant(offset: .zero), [], limitsThatEnd))
  }

  var now: Instant { state.withLock(\.now) }
  var minimumResolution: Swift.Duration { .nanoseconds(1) }

  /// The waits that were over at once, in order.
  var waits: [Swift.Duration] { state.withLock(\.waits) }

  func sleep(until deadline: Instant, tolerance: Swift.Duration?) async throws {
    try Task.checkCancellation()
    let wait = now.duration(to: deadline)
    let isOver = state.withLock { state in
      if wait >= Self.patience {
        guard state.limitsThatEnd > 0 else { return false }
        state.limitsThatEnd -= 1
      }
      state.now = max(state.now, deadline)
      state.waits.append(wait)
      return true
    }
    if !isOver { try await untilCancelled() }
  }
}
