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
    // Four of each, which fit a vector: see `scalarProduct`.
    var (sum0, sum1, sum2, sum3): (Float, Float, Float, Float) = (0, 0, 0, 0)
    var (square0, square1, square2, square3): (Float, Float, Float, Float) = (0, 0, 0, 0)
    var (peak0, peak1, peak2, peak3): (Float, Float, Float, Float) = (0, 0, 0, 0)
    var index = 0
    while index &+ 3 < count {
      let x = samples + index
      sum0 += x[0]
      sum1 += x[1]
      sum2 += x[2]
      sum3 += x[3]
      square0 += x[0] * x[0]
      square1 += x[1] * x[1]
      square2 += x[2] * x[2]
      square3 += x[3] * x[3]
      peak0 = Self.larger(peak0, abs(x[0]))
      peak1 = Self.larger(peak1, abs(x[1]))
      peak2 = Self.larger(peak2, abs(x[2]))
      peak3 = Self.larger(peak3, abs(x[3]))
      index &+= 4
    }
    while index < count {
      sum0 += samples[index]
      square0 += samples[index] * samples[index]
      peak0 = Self.larger(peak0, abs(samples[index]))
      index &+= 1
    }
    sum = (sum0 + sum2) + (sum1 + sum3)
    energy = (square0 + square2) + (square1 + square3)
    peak = Self.larger(Self.larger(peak0, peak2), Self.larger(peak1, peak3))

    var leading = 0
    while leading < count, abs(samples[leading]) <= Self.zero { leading += 1 }
    var trailing = 0
    while trailing < count, abs(samples[count - 1 - trailing]) <= Self.zero { trailing += 1 }
    (leadingZeros, trailingZeros) = (leading, trailing)
  }

  /// One instruction on a vector, which the standard library's `max` is not; NaN is not larger.
  @inline(__always)
  private static func larger(_ a: Float, _ b: Float) -> Float { a > b ? a : b }
}
