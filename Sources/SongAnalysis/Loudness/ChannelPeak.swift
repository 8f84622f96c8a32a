/// The true peak of one channel, looked for only where it can be.
///
/// Samples gather in a buffer; when it is full, each interval between two of them is either proven
/// to stay below the peak found so far, or read at its quarters. The proof: no value can exceed the
/// larger of the two samples by more than `OversamplingFilter.deviation` times the largest second
/// difference among the taps; where that is not enough, the nearest ones are reckoned one by one.
/// The result is the same as without the proof.
///
/// In music nearly every interval is proven low. White noise costs ten times as much time, and a
/// steady tone of high frequency, which has its peak everywhere, fifty times.
struct ChannelPeak: Sendable {
  /// The frames that share one bound.
  ///
  /// The taps of each reach into the neighbouring groups, no further.
  private static let groupLength = 32
  /// How many groups of intervals one scan covers; ours, for speed: no result depends on it.
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
    let (filter, skipping) = (filter, skipsLowIntervals)
    filter.taps.withUnsafeBufferPointer { taps in
      samples.withUnsafeMutableBufferPointer { samples in
        guard let base = samples.baseAddress, let taps = taps.baseAddress else { return }
        Self.scan(
          UnsafePointer(base), taps, filter, skipping: skipping, peak: &peak,
          samplePeak: &sample)
        let kept = 2 * Self.groupLength
        base.update(from: base + (Self.capacity - kept), count: kept)
      }
    }
    (truePeak, samplePeak) = (peak, sample)
    filled = 2 * Self.groupLength
  }

  /// Looks through the intervals after the samples of groups 1 to `groupCount`.
  private static func scan(
    _ samples: UnsafePointer<Float>, _ taps: UnsafePointer<Float>, _ filter: OversamplingFilter,
    skipping: Bool, peak: inout Float, samplePeak: inout Float
  ) {
    var left = Group(samples)
    var middle = Group(samples + groupLength)
    for group in 1...groupCount {
      let start = group * groupLength
      let right = Group(samples + start + groupLength)
      let bend = max(left.bend, middle.bend, right.bend)
      let error = rounding * max(left.size, middle.size, right.size)
      samplePeak = max(samplePeak, middle.size)
      // The last interval of a group ends at the first sample of the next.
      let size = max(middle.size, abs(samples[start + groupLength]))
      if !skipping || !(size + filter.deviation * bend + error <= peak) {
        let bounds = Bounds(
          whole: filter.deviation * bend + error, far: filter.farDeviation * bend + error)
        read(samples + start, taps, filter, bounds: skipping ? bounds : nil, peak: &peak)
      }
      (left, middle) = (middle, right)
    }
  }

  /// How far values in a group can exceed the samples around them.
  private struct Bounds {
    /// All of it.
    let whole: Float
    /// What is left when the nearest second differences are reckoned one by one.
    let far: Float
  }

  /// Reads the intervals of one group, those aside that are proven to stay below the peak.
  private static func read(
    _ samples: UnsafePointer<Float>, _ taps: UnsafePointer<Float>, _ filter: OversamplingFilter,
    bounds: Bounds?, peak: inout Float
  ) {
    // The third quarter of the interval before, when it was read.
    var previous: Float?
    for frame in 0..<groupLength {
      let (left, right) = (samples[frame], samples[frame + 1])
      if let bounds {
        let size = max(abs(left), abs(right))
        if size + bounds.whole <= peak
          || size + bounds.far + nearDeviation(samples + frame, filter) <= peak
        {
          previous = nil
          continue
        }
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

  /// How much the nearest second differences can add after one sample.
  @inline(__always)
  private static func nearDeviation(
    _ sample: UnsafePointer<Float>, _ filter: OversamplingFilter
  ) -> Float {
    let first = sample - OversamplingFilter.nearBefore
    var sum: Float = 0
    for index in filter.nearDeviations.indices {
      let bend = (first[index + 2] - first[index + 1]) - (first[index + 1] - first[index])
      sum += filter.nearDeviations[index] * abs(bend)
    }
    return sum
  }

  /// The largest size of some second differences, by the sample at which each begins.
  @inline(__always)
  private static func largestBend(_ samples: UnsafePointer<Float>, count: Int) -> Float {
    // The bits of a size are in the order of the sizes, and their maximum makes a vector loop.
    var bits: Int32 = 0
    for index in 0..<count {
      let bend = (samples[index + 2] - samples[index + 1]) - (samples[index + 1] - samples[index])
      bits = max(bits, Int32(bitPattern: bend.bitPattern & 0x7fff_ffff))
    }
    return Float(bitPattern: UInt32(bitPattern: bits))
  }

  /// What bounds the values around one group of samples.
  private struct Group {
    /// The largest size of a sample.
    let size: Float
    /// The largest size of a second difference that begins here.
    let bend: Float

    @inline(__always)
    init(_ samples: UnsafePointer<Float>) {
      var bits: Int32 = 0
      for index in 0..<ChannelPeak.groupLength {
        bits = max(bits, Int32(bitPattern: samples[index].bitPattern & 0x7fff_ffff))
      }
      size = Float(bitPattern: UInt32(bitPattern: bits))
      bend = ChannelPeak.largestBend(samples, count: ChannelPeak.groupLength)
    }
  }
}
