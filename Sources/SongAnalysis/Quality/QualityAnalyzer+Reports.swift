import AudioModel
import Foundation

/// The findings, put into words.
extension QualityAnalyzer {
  /// What was found in the steps that have been measured, in order of time.
  func reports() -> [QualityReport] {
    let reports =
      clippingReports() + dropoutReports() + silenceReports() + offsetReports() + phaseReports()
      + endingReports()
    return reports.inOrder
  }

  /// A stretch of frames in seconds, cut off at the end of the stream.
  private func time(ofFrames frames: Range<Int>) -> TimeRange {
    TimeRange(
      start: Double(frames.lowerBound) / format.sampleRate,
      end: Double(min(frames.upperBound, frameCount)) / format.sampleRate)
  }

  /// A stretch of steps of 10 ms in seconds, cut off at the end of the stream.
  func time(ofSteps steps: Range<Int>) -> TimeRange {
    let first = LoudnessMeter.boundary(steps.lowerBound, sampleRate: format.sampleRate)
    let end = LoudnessMeter.boundary(steps.upperBound, sampleRate: format.sampleRate)
    return time(ofFrames: first..<end)
  }

  private func report(
    _ kind: String, _ time: TimeRange, _ severity: QualityReport.Severity, _ detail: String
  ) -> QualityReport {
    QualityReport(
      kind: kind, start: time.start, end: time.end, severity: severity, detail: detail)
  }

  private func clippingReports() -> [QualityReport] {
    var all = MergedRanges(gap: Int(ClippingDetector.gapInSeconds * format.sampleRate))
    for range in channels.flatMap({ $0.clipping.finish(at: frameCount) })
      .sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) })
    {
      all.append(range)
    }
    return all.ranges.map { range in
      let time = time(ofFrames: range.start..<range.end)
      let longest = (1000 * Double(range.longest) / format.sampleRate).rounded(toDecimals: 2)
      // All numbers are chosen by us. An error: a tenth of the samples of at least 0.1 s.
      let dense = 10 * range.covered >= (range.end - range.start) * channels.count
      let severity: QualityReport.Severity =
        if dense, time.duration >= 0.1 {
          .error
        } else {
          range.count < 4 && range.longest < 6 ? .info : .warning
        }
      let kind = range.level > 1 ? "beyond full scale" : "cut off at a ceiling"
      let runs = range.count == 1 ? "1 run of samples" : "\(range.count) runs of samples"
      return report("clipping", time, severity, "\(runs) \(kind), the longest of \(longest) ms")
    }
  }

  private func dropoutReports() -> [QualityReport] {
    dropouts.ranges.map { range in
      let time = time(ofFrames: range.start..<range.end)
      let places = range.count == 1 ? "The sound drops" : "In \(range.count) places the sound drops"
      let longest = (1000 * Double(range.longest) / format.sampleRate).rounded(toDecimals: 1)
      return report(
        "dropout", time, .error, "\(places) to digital silence, for \(longest) ms at most")
    }
  }

  private func silenceReports() -> [QualityReport] {
    guard frameCount > 0 else { return [] }
    guard let sound = levels.sound else {
      let all = time(ofSteps: levels.powers.indices)
      return [report("silence", all, .error, "Nothing is above −60 dBFS, from start to end")]
    }
    var (reports, inside): ([QualityReport], MergedRanges) = ([], MergedRanges(gap: 1))
    for steps in levels.silences(atLeast: Self.shortestSilence) {
      let time = time(ofSteps: steps)
      let seconds = time.duration.rounded(toDecimals: 2)
      if steps.upperBound <= sound.lowerBound {
        reports.append(report("silence", time, .info, "The sound begins after \(seconds) s"))
      } else if steps.lowerBound >= sound.upperBound {
        reports.append(
          report("silence", time, .info, "Nothing follows for \(seconds) s to the end"))
      } else {
        inside.append(.init(start: steps.lowerBound, end: steps.upperBound, level: 0))
      }
    }
    for range in inside.ranges {
      let longest = (Double(range.longest) / 100).rounded(toDecimals: 2)
      let places = range.count == 1 ? "A silence" : "\(range.count) silences"
      reports.append(
        report(
          "silence", time(ofSteps: range.start..<range.end), longest >= 2 ? .warning : .info,
          "\(places) inside the song, of \(longest) s at most"))
    }
    return reports
  }

  /// Whether there is enough sound for its mean and its correlation to say something: 1 s, chosen by
  /// us.
  private var isJudged: Bool { Double(frameCount) >= format.sampleRate }

  private func offsetReports() -> [QualityReport] {
    guard isJudged else { return [] }
    return channels.indices.compactMap { index in
      let mean = channels[index].sum / Double(frameCount)
      guard abs(mean) >= Self.smallestOffset else { return nil }
      let percent = (100 * mean).rounded(toDecimals: 2)
      return report(
        "dc-offset", time(ofFrames: 0..<frameCount),
        abs(mean) >= 10 * Self.smallestOffset ? .warning : .info,
        "The mean of channel \(index + 1) is \(percent) % of full scale")
    }
  }

  private func phaseReports() -> [QualityReport] {
    guard isJudged, format.channels == [.left, .right], levels.sound != nil else { return [] }
    let size = (channels[0].energy * channels[1].energy).squareRoot()
    guard size > 0, crossProduct / size < -0.9 else { return [] }
    let correlation = (crossProduct / size).rounded(toDecimals: 2)
    return [
      report(
        "phase-inverted", time(ofFrames: 0..<frameCount), .warning,
        "Left and right cancel each other in mono: their correlation is \(correlation)")
    ]
  }

  private func endingReports() -> [QualityReport] {
    guard let sound = levels.sound else { return [] }
    let last = (sound.upperBound - 10)..<sound.upperBound
    switch SongEnding(levels, sound: sound) {
    case .ordinary: return []
    case .abrupt:
      let level = (levels.decibels(last) ?? 0).rounded(toDecimals: 1)
      return [
        report(
          "abrupt-end", time(ofSteps: last), .warning,
          "The sound stops at \(level) dBFS, without dying away")
      ]
    case .fadeOut(let first, let decibels):
      let time = time(ofSteps: first..<sound.upperBound)
      return [
        report(
          "fade-out", time, .info,
          "The level falls by \(decibels.rounded(toDecimals: 1)) dB over the last "
            + "\(time.duration.rounded(toDecimals: 1)) s")
      ]
    }
  }

  /// The shortest silence that is told, in steps of 10 ms: half a second, chosen by us.
  private static let shortestSilence = 50
  /// The smallest mean that is told, −46 dBFS, chosen by us: masters of the 1990s have 0.008.
  private static let smallestOffset = 0.005
}
