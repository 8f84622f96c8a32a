/// Finds the places where one channel was, or will be, cut off at a ceiling.
///
/// Two signs, each of at least three samples in a row:
/// - beyond full scale: any player that is not in floating point will clip them;
/// - a flat top: exactly equal samples at the highest level so far, entered or left by a step that no
///   smooth crest makes. This is the trace of clipping before the file was written. A lossy codec
///   bends flat tops, so there mostly the first sign is left.
///
/// The numbers are chosen by us; the flat top of a 16-bit sine of 20 Hz, five samples, is not one.
struct ClippingDetector: Sendable {
  /// The shortest run, in samples.
  static let shortestRun = 3
  /// The lowest ceiling that counts, −12 dBFS.
  static let lowestCeiling: Float = 0.25
  /// How near to the highest sample of all a flat top must lie: −0.18 dB.
  static let nearness: Float = 0.98
  /// The step beside a flat top: 16 steps of 16 bits, where a smooth crest makes one.
  static let edge: Float = 16.0 / 32_768

  /// Places nearer than this are told as one, in seconds.
  static let gapInSeconds = 0.05

  private var peak: Float = 0
  private var previous: Float = 0
  private var over = Run()
  private var flat = Run()
  private var clipped: MergedRanges

  /// A run of samples that is going on, if its length is above zero.
  private struct Run {
    var start = 0
    var length = 0
    var value: Float = 0
    /// The step up to the first sample, as a size.
    var entry: Float = 0
  }

  /// A channel before its first sample.
  init(sampleRate: Double) {
    clipped = MergedRanges(gap: Int(Self.gapInSeconds * sampleRate))
  }

  /// Takes the next samples, whose highest size is known, and the number of the first of them.
  mutating func process(
    _ samples: UnsafePointer<Float>, count: Int, peak stepPeak: Float, from frame: Int
  ) {
    guard count > 0 else { return }
    if stepPeak >= max(Self.lowestCeiling, Self.nearness * peak) {
      for index in 0..<count { take(samples[index], at: frame + index) }
    } else {
      endRuns(before: samples[0], at: frame)
      previous = samples[count - 1]
    }
    peak = max(peak, stepPeak)
  }

  /// The clipped stretches so far, in frames, those aside that a later, higher peak has disproved.
  func finish(at frame: Int) -> [MergedRanges.Range] {
    var ended = self
    ended.endRuns(before: 0, at: frame)
    return ended.clipped.ranges.filter { $0.level > 1 || $0.level >= Self.nearness * peak }
  }

  private mutating func take(_ sample: Float, at frame: Int) {
    let size = abs(sample)
    peak = max(peak, size)
    if size > 1, over.length == 0 || (sample < 0) == (previous < 0) {
      if over.length == 0 { over = Run(start: frame) }
      over.length += 1
      over.value = max(over.value, size)
    } else {
      endOver(at: frame)
      if size > 1 { over = Run(start: frame, length: 1, value: size) }
    }
    if flat.length > 0, sample == previous {
      flat.length += 1
    } else {
      endFlat(before: sample, at: frame)
      if size >= max(Self.lowestCeiling, Self.nearness * peak) {
        flat = Run(start: frame, length: 1, value: size, entry: abs(sample - previous))
      }
    }
    previous = sample
  }

  private mutating func endRuns(before sample: Float, at frame: Int) {
    endOver(at: frame)
    endFlat(before: sample, at: frame)
  }

  private mutating func endOver(at frame: Int) {
    if over.length >= Self.shortestRun {
      clipped.append(.init(start: over.start, end: frame, level: over.value))
    }
    over.length = 0
  }

  private mutating func endFlat(before sample: Float, at frame: Int) {
    // Above full scale the first sign has told it.
    if flat.length >= Self.shortestRun, flat.value <= 1,
      max(flat.entry, abs(sample - previous)) >= Self.edge
    {
      clipped.append(.init(start: flat.start, end: frame, level: flat.value))
    }
    flat.length = 0
  }
}
