public import AudioModel
import Foundation

/// Finds what is wrong with the sound of a song: clipping, dropouts, silence, offset, its ending.
///
/// The kinds of its reports:
///
/// | kind | what it says |
/// |---|---|
/// | `clipping` | samples beyond full scale or flat tops; see `ClippingDetector` |
/// | `dropout` | 10 ms to 0.5 s of digital silence in all channels, inside sound above −40 dBFS |
/// | `silence` | at least 0.5 s below −60 dBFS, at the start, at the end or inside |
/// | `dc-offset` | a channel whose mean is at least 0.005 away from zero |
/// | `phase-inverted` | left and right nearly cancel each other: a correlation below −0.9 |
/// | `fade-out`, `abrupt-end` | see `SongEnding` |
///
/// One scan a step of 10 ms (the grid of `LoudnessMeter`), whatever the blocks. A sample that is not
/// finite counts as 0. Memory: 400 bytes for a second of audio. The list of reports is bounded: at
/// most 64 of a kind, each of which says how many places it covers.
public struct QualityAnalyzer: Sendable {
  private let format: AudioFormat
  private var channels: [Channel]
  private var crossProduct = 0.0
  private var levels = SoundLevels()
  private var dropouts: DropoutDetector

  private var frameCount = 0
  private var stepCount = 0

  /// The beginning of a step of which the rest has yet to come.
  private var pending: [[Float]]

  private struct Channel {
    var clipping: ClippingDetector
    var step = StepMeasure()
    var sum = 0.0
    var energy = 0.0
  }

  /// An analyser for a stream of the given format.
  public init(format: AudioFormat) {
    self.format = format
    channels = Array(
      repeating: Channel(clipping: ClippingDetector(sampleRate: format.sampleRate)),
      count: format.channelCount)
    dropouts = DropoutDetector(sampleRate: format.sampleRate)
    pending = Array(repeating: [], count: format.channelCount)
  }

  /// Takes the next block of the stream; it may be of any length, also empty.
  ///
  /// - Precondition: The block has the format of the analyser.
  public mutating func process(_ block: AudioBlock) {
    precondition(block.format == format, "a block of another format: \(block.format)")
    var start = 0
    while start < block.frameCount {
      let length = LoudnessMeter.boundary(stepCount + 1, sampleRate: format.sampleRate) - frameCount
      let missing = length - pending[0].count
      let count = min(missing, block.frameCount - start)
      if count == length {
        measure(block.channels, from: start, count: count)
      } else {
        for index in pending.indices {
          pending[index].append(contentsOf: block.channels[index][start..<(start + count)])
        }
        if count == missing { measurePending() }
      }
      start += count
    }
  }

  /// Where the sound is: from the first step above −60 dBFS to the end of the last.
  ///
  /// In seconds, on the grid of 10 ms; `nil` for silence.
  public var soundRange: TimeRange? {
    var whole = self
    whole.measurePending()
    return whole.levels.sound.map { whole.time(ofSteps: $0) }
  }

  /// What was found, in order of time.
  public func finish() -> [QualityReport] {
    var whole = self
    whole.measurePending()
    let reports =
      whole.clippingReports() + whole.dropoutReports() + whole.silenceReports()
      + whole.offsetReports() + whole.phaseReports() + whole.endingReports()
    return reports.sorted { ($0.start, $0.end, $0.kind) < ($1.start, $1.end, $1.kind) }
  }

  // MARK: Listening

  private mutating func measurePending() {
    guard let count = pending.first?.count, count > 0 else { return }
    let step = pending
    for index in pending.indices { pending[index].removeAll(keepingCapacity: true) }
    measure(step, from: 0, count: count)
  }

  /// Measures one step, which lies somewhere in arrays of samples.
  private mutating func measure(_ samples: [[Float]], from start: Int, count: Int) {
    guard count > 0 else {
      // Below 100 Hz some steps have no frame of their own.
      levels.append(levels.powers.last ?? 0)
      stepCount += 1
      return
    }
    for index in channels.indices {
      samples[index].withUnsafeBufferPointer { samples in
        guard let first = samples.baseAddress else { return }
        channels[index].step = StepMeasure(first + start, count: count)
      }
    }
    guard channels.allSatisfy({ $0.step.energy.isFinite }) else {
      let clean = samples.map { $0[start..<(start + count)].map(Self.audible) }
      measure(clean, from: 0, count: count)
      return
    }
    var (power, leading, trailing): (Float, Int, Int) = (0, count, count)
    for index in channels.indices {
      let step = channels[index].step
      samples[index].withUnsafeBufferPointer { samples in
        guard let first = samples.baseAddress else { return }
        channels[index].clipping.process(
          first + start, count: count, peak: step.peak, from: frameCount)
      }
      channels[index].sum += Double(step.sum)
      channels[index].energy += Double(step.energy)
      power = max(power, step.energy / Float(count))
      leading = min(leading, step.leadingZeros)
      trailing = min(trailing, step.trailingZeros)
    }
    if channels.count == 2 {
      samples[0].withUnsafeBufferPointer { left in
        samples[1].withUnsafeBufferPointer { right in
          guard let left = left.baseAddress, let right = right.baseAddress else { return }
          crossProduct += Double(StepMeasure.product(left + start, right + start, count: count))
        }
      }
    }
    dropouts.process(
      leadingZeros: leading, trailingZeros: trailing, count: count, power: power, from: frameCount)
    levels.append(power)
    frameCount += count
    stepCount += 1
  }

  // MARK: Reporting

  private func time(ofFrames frames: Range<Int>) -> TimeRange {
    TimeRange(
      start: Double(frames.lowerBound) / format.sampleRate,
      end: Double(min(frames.upperBound, frameCount)) / format.sampleRate)
  }

  private func time(ofSteps steps: Range<Int>) -> TimeRange {
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

  private func offsetReports() -> [QualityReport] {
    guard Double(frameCount) >= format.sampleRate else { return [] }
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
    guard format.channels == [.left, .right], levels.sound != nil else { return [] }
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

  /// A sample as it counts: 0 for what is no number, and no larger than can be squared.
  private static func audible(_ sample: Float) -> Float {
    sample.isFinite ? min(max(sample, -1e15), 1e15) : 0
  }
}
