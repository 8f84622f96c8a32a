import Synchronization

@testable import SongRuns

/// Keeps which steps a library wrote.
final class Witness: Sendable {
  private let texts = Mutex<[String]>([])

  /// The steps so far, such as `after kept`.
  var all: [String] { texts.withLock(\.self) }

  func see(_ step: RecordedStep, _ when: RecordedStep.Moment) {
    texts.withLock { $0.append("\(when) \(step.rawValue)") }
  }
}
