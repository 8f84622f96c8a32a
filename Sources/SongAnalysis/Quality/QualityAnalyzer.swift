public import AudioModel

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
/// Of less than a second neither offset nor phase is told.
///
/// One scan a step of 10 ms (the grid of `LoudnessMeter`), whatever the blocks. A sample that is
/// not finite counts as 0. Memory: 400 bytes for a second of audio. The list of reports is bounded:
/// at most 32 of a kind, each of which says how many places it covers.
public struct QualityAnalyzer: Sendable {
  /// The format of the stream.
  let format: AudioFormat
  /// What is known of each channel.
  private(set) var channels: [Channel]
  /// The sum of left times right, where there are two channels.
  private(set) var crossProduct = 0.0
  /// How strong each step is.
  private(set) var levels = SoundLevels()
  /// The dropouts so far.
  private(set) var dropouts: DropoutDetector

  /// How many frames have been measured.
  private(set) var frameCount = 0
  private var stepCount = 0

  /// The beginning of a step of which the rest has yet to come.
  private var pending: [[Float]]

  /// What is known of one channel.
  struct Channel {
    /// Its clipping so far.
    var clipping: ClippingDetector
    /// Its present step.
    var step = StepMeasure()
    /// The sum of its samples.
    var sum = 0.0
    /// The sum of their squares.
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

  /// What was found, in order of time.
  public func finish() -> [QualityReport] {
    var whole = self
    whole.measurePending()
    return whole.reports()
  }

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
          crossProduct += Double(scalarProduct(left + start, right + start, count: count))
        }
      }
    }
    dropouts.process(
      leadingZeros: leading, trailingZeros: trailing, count: count, power: power, from: frameCount)
    levels.append(power)
    frameCount += count
    stepCount += 1
  }

  /// A sample as it counts: 0 for what is no number, and no larger than can be squared.
  private static func audible(_ sample: Float) -> Float {
    sample.isFinite ? min(max(sample, -1e15), 1e15) : 0
  }
}
