import Foundation
import RiffusionStandIn
import Testing

@Suite struct InstrumentTests {
  static let sampleRate = 44_100.0

  @Test(arguments: [0.001, 0.01, 0.1234])
  func anOscillatorWithOneHarmonicIsASine(frequency: Double) {
    let table = Wavetable { $0 == 1 ? 1 : 0 }
    var oscillator = Oscillator(table, frequency: frequency)
    var samples = [Float](repeating: 0, count: 1000)
    samples.withUnsafeMutableBufferPointer { oscillator.add(to: $0) }
    // Linear interpolation between 2048 points errs by at most (2π / 2048)² / 8, or 1.2e-6.
    for (frame, sample) in samples.enumerated() {
      #expect(abs(Double(sample) - sin(2 * .pi * frequency * Double(frame))) < 1e-5)
    }
  }

  @Test(arguments: [0.004, 0.03, 0.11, 0.3])
  func noHarmonicLiesBeyondHalfTheSamplingRate(frequency: Double) {
    let period = Wavetable.saw.period(forFrequency: frequency)
    for harmonic in 1...100 {
      var (real, imaginary) = (0.0, 0.0)
      for point in 0..<Wavetable.length {
        let angle = 2 * Double.pi * Double(harmonic * point) / Double(Wavetable.length)
        real += Double(period[point]) * cos(angle)
        imaginary += Double(period[point]) * sin(angle)
      }
      let amplitude = (real * real + imaginary * imaginary).squareRoot() / 1024
      if Double(harmonic) * frequency >= 0.5 { #expect(amplitude < 1e-5) }
      if harmonic == 1 { #expect(amplitude > 0.3) }
    }
  }

  @Test(arguments: [40.0, 47, 55, 64, 76])
  func aPluckedStringIsInTune(pitch: Double) throws {
    var random = RandomStream(seed: 1, .noise)
    var string = PluckedString(
      pitch: pitch, velocity: 1, heldFrames: 44_100, isDamped: false, sampleRate: Self.sampleRate,
      random: &random)
    var samples = [Float](repeating: 0, count: 16_384)
    let goesOn = samples.withUnsafeMutableBufferPointer { string.render(into: $0) }
    #expect(goesOn)
    let strengths = (-40...40).map { cents in
      (cents: cents, strength: Self.strength(of: pitch + Double(cents) / 100, in: samples))
    }
    let strongest = try #require(strengths.max { $0.strength < $1.strength })
    // Five cents is about the least that a listener hears.
    #expect(abs(strongest.cents) <= 5)
  }

  @Test(arguments: [0.01, 0.1, 0.2])
  func theLowPassIsThreeDecibelsDownAtItsCutoff(cutoff: Double) {
    var filter = LowPass(cutoff: cutoff, damping: 2.0.squareRoot())
    let output = (0..<4000).map { frame in
      Double(filter.next(Float(sin(2 * .pi * cutoff * Double(frame)))))
    }
    let power = output.suffix(2000).reduce(0) { $0 + $1 * $1 } / 2000
    #expect(abs(10 * log10(2 * power) - 10 * log10(0.5)) < 0.05)
  }

  @Test func theSaturationCurveRisesAndEndsAtOne() {
    let values = stride(from: Float(-6), through: 6, by: 0.01).map(saturated)
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 + 1e-6 })
    #expect(values.first == -1 && values.last == 1)
    #expect(abs(saturated(0.01) - 0.01) < 1e-5)
    #expect(abs(saturated(.infinity)) == 1)
  }

  /// The magnitude of one pitch in a signal, under a Hann window.
  static func strength(of pitch: Double, in samples: [Float]) -> Double {
    let step = 2 * Double.pi * 440 * exp2((pitch - 69) / 12) / sampleRate
    let count = Double(samples.count)
    var (real, imaginary) = (0.0, 0.0)
    for (frame, sample) in samples.enumerated() {
      let window = 0.5 - 0.5 * cos(2 * .pi * Double(frame) / count)
      real += Double(sample) * window * cos(step * Double(frame))
      imaginary += Double(sample) * window * sin(step * Double(frame))
    }
    return (real * real + imaginary * imaginary).squareRoot()
  }
}
