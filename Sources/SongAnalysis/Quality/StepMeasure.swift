/// What one channel is like over one step of 10 ms.
struct StepMeasure: Sendable {
  /// The largest size of a sample.
  let peak: Float
  /// The sum of the samples.
  let sum: Float
  /// The sum of the squares.
  let energy: Float
  /// How many samples at the beginning are digital silence.
  let leadingZeros: Int
  /// How many samples at the end are digital silence.
  let trailingZeros: Int

  /// The largest size of digital silence: half a step of 16 bits.
  static let zero: Float = 1 / 65_536

  /// The measure of no samples.
  init() { (peak, sum, energy, leadingZeros, trailingZeros) = (0, 0, 0, 0, 0) }

  /// Measures some samples, all of them finite or the energy is not.
  init(_ samples: UnsafePointer<Float>, count: Int) {
    var (sums, squares, peaks) = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
    var index = 0
    while index &+ 3 < count {
      let four = SIMD4<Float>(at: samples + index)
      sums += four
      squares += four * four
      peaks.replace(with: four.sizes, where: four.sizes .> peaks)
      index &+= 4
    }
    var (sum, energy, peak) = (sums.sum(), squares.sum(), peaks.largest)
    while index < count {
      sum += samples[index]
      energy += samples[index] * samples[index]
      peak = max(peak, abs(samples[index]))
      index &+= 1
    }
    (self.sum, self.energy, self.peak) = (sum, energy, peak)

    var leading = 0
    while leading < count, abs(samples[leading]) <= Self.zero { leading += 1 }
    var trailing = 0
    while trailing < count, abs(samples[count - 1 - trailing]) <= Self.zero { trailing += 1 }
    (leadingZeros, trailingZeros) = (leading, trailing)
  }
}
