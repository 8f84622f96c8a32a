import Foundation
import SongAnalysis

/// How much one run did, and how fast; rounded to a hundredth.
package struct RunMeasurement: Codable, Sendable {
  /// How many songs were worked on at once.
  package let jobs: Int
  /// How many songs were done in this run, failures too.
  package private(set) var songs = 0
  /// How long it took, in seconds.
  package private(set) var seconds = 0.0
  /// Songs that were analysed in a minute: neither failures nor those whose result was there.
  package private(set) var songsPerMinute = 0.0
  /// The length of the same songs, over the time it took.
  package private(set) var timesRealTime = 0.0
  /// The processor time of it, that of ffmpeg too, in seconds.
  package private(set) var processorSeconds = 0.0
  /// The most memory that this process had so far, in MiB.
  package private(set) var peakMemory = 0.0
  /// Whether it was ended before it was done.
  package var isInterrupted = false

  private var begin = ContinuousClock.now

  /// Begins to measure.
  init(jobs: Int) {
    self.jobs = jobs
    processorSeconds = Self.processorTime
  }

  /// Ends the measurement of a run that added those lines.
  mutating func finish(_ lines: [LedgerLine]) {
    let elapsed = max(begin.duration(to: .now) / .seconds(1), 1e-3)
    let lengths = lines.compactMap { line in
      if case .analyzed(_, let song) = line.outcome, song.timings != nil {
        song.duration
      } else {
        nil
      }
    }
    songs = lines.count
    seconds = elapsed.rounded(toDecimals: 2)
    songsPerMinute = (Double(lengths.count) * 60 / elapsed).rounded(toDecimals: 2)
    timesRealTime = (lengths.reduce(0, +) / elapsed).rounded(toDecimals: 2)
    processorSeconds = (Self.processorTime - processorSeconds).rounded(toDecimals: 2)
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    // Linux counts it in KiB (getrusage(2)).
    peakMemory = (Double(usage.ru_maxrss) / 1024).rounded(toDecimals: 1)
  }

  /// The processor time of this process and of those that it waited for, in seconds.
  private static var processorTime: Double {
    [RUSAGE_SELF.rawValue, RUSAGE_CHILDREN.rawValue].reduce(0) { sum, who in
      var usage = rusage()
      getrusage(__rusage_who_t(who), &usage)
      return [usage.ru_utime, usage.ru_stime].reduce(sum) {
        $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
      }
    }
  }

  private enum CodingKeys: String, CodingKey {
    case jobs, songs, seconds
    case songsPerMinute = "songs_per_min"
    case timesRealTime = "times_real_time"
    case processorSeconds = "cpu_s"
    case peakMemory = "peak_memory_mib"
    case isInterrupted = "interrupted"
  }
}
