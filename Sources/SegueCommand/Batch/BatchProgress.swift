import SongAnalysis
import SongRuns

/// How far a batch is, how fast it goes, and how long it will take.
struct BatchProgress {
  private let begin: ContinuousClock.Instant
  private var total = 0
  private var before = 0
  private var since = 0
  private var failed = 0
  private var heard = 0.0
  /// How many pages could not be written.
  private(set) var failedPages = 0

  /// Nothing is known yet.
  init(now: ContinuousClock.Instant) { begin = now }

  /// Whether nothing is left to do.
  var isDone: Bool { before + since == total }

  /// Takes what happened.
  mutating func take(_ event: BatchEvent) {
    switch event {
    case .planned(let total, let done, let failed):
      self.total = total
      before = done
      self.failed = failed
    case .finished(let line):
      since += 1
      switch line.outcome {
      case .failed: failed += 1
      case .analyzed(_, let song): heard += song.timings == nil ? 0 : song.duration
      }
    case .pageFailed:
      failedPages += 1
    }
  }

  /// All of it in a line of less than 80 columns, such as
  /// `412/10000 songs, 3 failed, 96 a minute, 310 × real time, 1:42 left`.
  func text(at now: ContinuousClock.Instant) -> String {
    let seconds = max(begin.duration(to: now) / .seconds(1), 1e-3)
    var parts = ["\(before + since)/\(total) songs"]
    if failed > 0 { parts.append("\(failed) failed") }
    if since > 0 {
      parts.append("\(Int((Double(since) * 60 / seconds).rounded())) a minute")
      parts.append("\(Int((heard / seconds).rounded())) × real time")
      let left = Double(total - before - since) * seconds / Double(since)
      parts.append("\(left.clock(decimals: 0)) left")
    }
    return parts.joined(separator: ", ")
  }
}
