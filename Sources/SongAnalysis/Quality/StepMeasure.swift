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
    // The bits of a size are in the order of the sizes, and their maximum makes a vector loop.
    var bits: Int32 = 0
    for index in 0..<count {
      bits = max(bits, Int32(bitPattern: samples[index].bitPattern & 0x7fff_ffff))
    }
    peak = Float(bitPattern: UInt32(bitPattern: bits))

    var (sum0, sum1, sum2, sum3): (Float, Float, Float, Float) = (0, 0, 0, 0)
    var (square0, square1, square2, square3): (Float, Float, Float, Float) = (0, 0, 0, 0)
    var index = 0
    while index + 3 < count {
      let (first, second) = (samples[index], samples[index + 1])
      let (third, fourth) = (samples[index + 2], samples[index + 3])
      sum0 += first
      sum1 += second
      sum2 += third
      sum3 += fourth
      square0 += first * first
      square1 += second * second
      square2 += third * third
      square3 += fourth * fourth
      index += 4
    }
    while index < count {
      sum0 += samples[index]
      square0 += samples[index] * samples[index]
      index += 1
    }
    sum = (sum0 + sum1) + (sum2 + sum3)
    energy = (square0 + square1) + (square2 + square3)

    var leading = 0
    while leading < count, abs(samples[leading]) <= Self.zero { leading += 1 }
    var trailing = 0
    while trailing < count, abs(samples[count - 1 - trailing]) <= Self.zero { trailing += 1 }
    (leadingZeros, trailingZeros) = (leading, trailing)
  }

  /// The sum of the products of two channels.
  static func product(
    _ one: UnsafePointer<Float>, _ other: UnsafePointer<Float>, count: Int
  ) -> Float {
    var (sum0, sum1, sum2, sum3): (Float, Float, Float, Float) = (0, 0, 0, 0)
    var index = 0
    while index + 3 < count {
      sum0 += one[index] * other[index]
      sum1 += one[index + 1] * other[index + 1]
      sum2 += one[index + 2] * other[index + 2]
      sum3 += one[index + 3] * other[index + 3]
      index += 4
    }
    while index < count {
      sum0 += one[index] * other[index]
      index += 1
    }
    return (sum0 + sum1) + (sum2 + sum3)
  }
}
