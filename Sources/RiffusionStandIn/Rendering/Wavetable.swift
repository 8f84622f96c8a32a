import Foundation

/// One period of a harmonic sound, stored for several numbers of harmonics.
///
/// A note uses the richest level whose harmonics stay below half the sampling rate, so it does not
/// alias. Samples are read with linear interpolation from 2048 points.
package struct Wavetable: Sendable {
  /// Points in a period.
  package static let length = 2048

  /// The harmonics at which a level ends; steps of at most a fifth keep the loss of treble small.
  private static let levels = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96]

  /// For each level, one period and its first point again.
  private let periods: [[Float]]

  /// A period with the given amplitude for each harmonic, the fundamental being number 1.
  ///
  /// The peak of the richest level is 1.
  package init(amplitude: (Int) -> Double) {
    var sum = [Double](repeating: 0, count: Self.length + 1)
    var periods: [[Double]] = []
    var first = 1
    for level in Self.levels {
      for harmonic in first...level {
        let height = amplitude(harmonic)
        let step = 2 * Double.pi * Double(harmonic) / Double(Self.length)
        // sin((n + 1)x) = 2 cos(x) sin(nx) − sin((n − 1)x) saves a sine for each point.
        let twiceCosine = 2 * cos(step)
        var (before, now) = (-sin(step), 0.0)
        sum.withUnsafeMutableBufferPointer { sum in
          for point in 0...Self.length {
            sum[point] += height * now
            (before, now) = (now, twiceCosine * now - before)
          }
        }
      }
      first = level + 1
      periods.append(sum)
    }
    let peak = sum.reduce(0) { max($0, abs($1)) }
    self.periods = periods.map { period in period.map { Float($0 / max(peak, 1e-9)) } }
  }

  /// The period to be used for a note of a frequency, as a part of the sampling rate.
  package func period(forFrequency frequency: Double) -> [Float] {
    let harmonics = Int(0.5 / max(frequency, 1e-6))
    let level = Self.levels.lastIndex { $0 <= harmonics } ?? 0
    return periods[level]
  }

  /// All harmonics, each as strong as its number is low: bright, for synthesizers.
  package static let saw = Wavetable { 1 / Double($0) }
  /// The odd harmonics alone: hollow.
  static let square = Wavetable { $0 % 2 == 1 ? 1 / Double($0) : 0 }
  /// Few harmonics: dull, for basses and pads.
  static let soft = Wavetable { 1 / (Double($0) * Double($0)) }
  /// A struck string: the hammer at an eighth of its length leaves out every eighth harmonic.
  static let hammered = Wavetable { abs(sin(Double.pi * Double($0) / 8)) / pow(Double($0), 1.35) }
}

/// Reads a wavetable at a frequency.
package struct Oscillator {
  private let period: [Float]
  /// The phase as a part of 2³², so that it wraps by itself.
  private var phase: UInt32
  private let frequency: Double

  /// An oscillator at a frequency given as a part of the sampling rate, starting at a phase from 0
  /// up to, and without, 1.
  package init(_ table: Wavetable, frequency: Double, phase: Double = 0) {
    period = table.period(forFrequency: frequency)
    self.frequency = frequency
    self.phase = UInt32(phase * 0x1p32)
  }

  /// Adds frames to a buffer, the frequency multiplied by a factor.
  package mutating func add(to out: UnsafeMutableBufferPointer<Float>, bend: Double = 1) {
    let step = UInt32(min(frequency * bend, 0.49) * 0x1p32)
    var phase = phase
    period.withUnsafeBufferPointer { period in
      for frame in out.indices {
        // The upper 11 of 32 bits count the 2048 points, the others lie between two of them.
        let index = Int(phase >> 21)
        let fraction = Float(phase & 0x1F_FFFF) * 0x1p-21
        let low = period[index]
        out[frame] += low + fraction * (period[index + 1] - low)
        phase &+= step
      }
    }
    self.phase = phase
  }
}
