/// The true peak of one channel, looked for only where it can be.
///
/// Samples gather in a buffer; when it is full, each interval between two of them is either proven
/// to stay below the peak found so far, or read at its quarters. The proof: no value can exceed the
/// larger of the two samples by more than `OversamplingFilter.deviation` times the largest second
/// difference among the taps. The result is the same as without the proof.
///
/// Of music a few intervals in a hundred are read. White noise and steady tones above a quarter of
/// the rate defeat the proof, and cost twenty times as much.
struct ChannelPeak: Sendable {
  /// The frames that share one bound.
  ///
  /// The taps of each reach into the neighbouring groups, no further.
  private static let groupLength = 32
  /// How many groups of intervals one scan covers.
  private static let groupCount = 64
  /// The buffer: a group of the past, the scanned groups, and a group of what follows.
  private static let capacity = groupLength * (groupCount + 2)

  /// What rounding to single precision can add to a value, in units of the largest sample nearby.
  ///
  /// 48 products of 24-bit numbers, each rounded: 48 · 2⁻²⁴ · 2.8 (the sum of the taps' sizes).
  private static let rounding: Float = 1e-5

  private let filter: OversamplingFilter

  /// Whether intervals are skipped; the tests turn it off to show that nothing changes.
  private let skipsLowIntervals: Bool

  /// The samples, and after them zeros for the second differences past the end.
  private var samples = [Float](repeating: 0, count: capacity + 2)
  private var filled = 2 * groupLength

  /// The largest size of a sample, among those that were scanned.
  private(set) var samplePeak: Float = 0

  /// The largest size of a value at or between the samples, among those that were scanned.
  private(set) var truePeak: Float = 0

  /// A channel before its first sample: silence.
  init(filter: OversamplingFilter, skipsLowIntervals: Bool = true) {
    self.filter = filter
    self.skipsLowIntervals = skipsLowIntervals
  }

  /// Takes samples; one that is not finite counts as 0.
  mutating func process(_ source: UnsafeBufferPointer<Float>) {
    guard let first = source.baseAddress else { return }
    var start = 0
    while start < source.count {
      let count = min(source.count - start, Self.capacity - filled)
      samples.withUnsafeMutableBufferPointer { samples in
        guard let base = samples.baseAddress else { return }
        // From pointers of their own the loop becomes one of vectors.
        let (from, to) = (first + start, base + filled)
        for index in 0..<count {
          to[index] = abs(from[index]) <= .greatestFiniteMagnitude ? from[index] : 0
        }
      }
      start += count
      filled += count
      if filled == Self.capacity { scan() }
    }
  }

  /// Lets silence follow, so that the last samples pass through the whole filter.
  mutating func flush() {
    let silence = [Float](repeating: 0, count: 2 * Self.groupLength)
    silence.withUnsafeBufferPointer { process($0) }
    samples.withUnsafeMutableBufferPointer { samples in
      for index in filled..<Self.capacity { samples[index] = 0 }
    }
    scan()
  }

  private mutating func scan() {
    var (peak, sample) = (truePeak, samplePeak)
    let (deviation, skipping) = (filter.deviation, skipsLowIntervals)
    filter.taps.withUnsafeBufferPointer { taps in
      samples.withUnsafeMutableBufferPointer { samples in
        guard let base = samples.baseAddress, let taps = taps.baseAddress else { return }
        Self.scan(
          UnsafePointer(base), taps, deviation: deviation, skipping: skipping, peak: &peak,
          samplePeak: &sample)
        let kept = 2 * Self.groupLength
        base.update(from: base + (Self.capacity - kept), count: kept)
      }
    }
    (truePeak, samplePeak) = (peak, sample)
    filled = 2 * Self.groupLength
  }

  /// Looks through the intervals after samples `groupLength` to `groupLength · (groupCount + 1) − 1`.
  private static func scan(
    _ samples: UnsafePointer<Float>, _ taps: UnsafePointer<Float>, deviation: Float,
    skipping: Bool, peak: inout Float, samplePeak: inout Float
  ) {
    var left = Group(samples)
    var middle = Group(samples + groupLength)
    for group in 1...groupCount {
      let start = group * groupLength
      let right = Group(samples + start + groupLength)
      let size = max(left.size, middle.size, right.size)
      let margin =
        deviation * max(left.bend, middle.bend, right.bend) + rounding * size
      samplePeak = max(samplePeak, middle.size)
      // The last interval of a group ends at the first sample of the next.
      let ceiling = max(middle.size, abs(samples[start + groupLength])) + margin
      if !skipping || !(ceiling <= peak) {
        read(samples + start, taps, margin: skipping ? margin : .infinity, peak: &peak)
      }
      (left, middle) = (middle, right)
    }
  }

  /// Reads the intervals of one group that are not proven to stay below the peak.
  private static func read(
    _ samples: UnsafePointer<Float>, _ taps: UnsafePointer<Float>, margin: Float,
    peak: inout Float
  ) {
    // The third quarter of the interval before, when it was read.
    var previous: Float?
    for frame in 0..<groupLength {
      let (left, right) = (samples[frame], samples[frame + 1])
      guard !(max(abs(left), abs(right)) + margin <= peak) else {
        previous = nil
        continue
      }
      let around = samples + frame - OversamplingFilter.tapsBefore
      let (first, second, third) = OversamplingFilter.values(around, taps)
      var top = max(
        OversamplingFilter.peak(left, first, second),
        max(
          OversamplingFilter.peak(first, second, third),
          OversamplingFilter.peak(second, third, right)))
      if abs(left) >= abs(first) {
        let before = previous ?? OversamplingFilter.values(around - 1, taps).third
        top = max(top, OversamplingFilter.peak(before, left, first))
      }
      // Samples near the end of the number range overflow between them: such values are left out.
      if top > peak, top.isFinite { peak = top }
      previous = third
    }
  }

  /// What bounds the values around one group of samples.
  private struct Group {
    /// The largest size of a sample.
    let size: Float
    /// The largest size of a second difference that begins here.
    let bend: Float

    @inline(__always)
    init(_ samples: UnsafePointer<Float>) {
      // The bits of a size are in the order of the sizes, and their maximum makes a vector loop.
      var (sizeBits, bendBits): (Int32, Int32) = (0, 0)
      for index in 0..<ChannelPeak.groupLength {
        let (first, second, third) = (samples[index], samples[index + 1], samples[index + 2])
        let bend = (third - second) - (second - first)
        sizeBits = max(sizeBits, Int32(bitPattern: first.bitPattern & 0x7fff_ffff))
        bendBits = max(bendBits, Int32(bitPattern: bend.bitPattern & 0x7fff_ffff))
      }
      size = Float(bitPattern: UInt32(bitPattern: sizeBits))
      bend = Float(bitPattern: UInt32(bitPattern: bendBits))
    }
  }
}
