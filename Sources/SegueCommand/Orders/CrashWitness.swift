#if DEBUG
  import Foundation
  import SongRuns
  import Synchronization

  /// Kills the process at a step of the library, as a power cut would: for tests of what is left.
  final class CrashWitness: Sendable {
    private let step: RecordedStep
    private let moment: RecordedStep.Moment
    private let occurrence: Int
    private let seen = Mutex(0)

    /// A witness that kills at a moment such as `before acknowledged 2`: the second time that step
    /// comes; `nil` for any other text.
    init?(_ text: String) {
      let words = text.split(separator: " ")
      guard words.count == 3, let step = RecordedStep(rawValue: String(words[1])),
        let occurrence = Int(words[2])
      else { return nil }
      self.step = step
      moment = words[0] == "before" ? .before : .after
      self.occurrence = occurrence
    }

    /// Looks at one moment.
    func see(_ step: RecordedStep, _ moment: RecordedStep.Moment) {
      guard step == self.step, moment == self.moment else { return }
      let number = seen.withLock { count in
        count += 1
        return count
      }
      if number == occurrence { kill(getpid(), SIGKILL) }
    }
  }
#endif
