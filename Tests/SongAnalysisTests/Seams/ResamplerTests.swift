import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct ResamplerTests {
  @Test(
    arguments: [(44_100, 2_000), (48_000, 44_100), (8_000, 44_100), (2_000, 2_000)], [100, 8192])
  func aToneStaysTheSameTone(rates: (from: Int, to: Int), blockLength: Int) {
    let tone = { (rate: Int) in
      Signals.sine(
        frequencyInHertz: 300, amplitude: 0.5, phaseInDegrees: 20, frameCount: rate,
        sampleRate: Double(rate))
    }
    let input = tone(rates.from)
    var resampler = Resampler(from: rates.from, to: rates.to)
    var output: [Float] = []
    for start in stride(from: 0, to: input.count, by: blockLength) {
      resampler.process(Array(input[start..<min(input.count, start + blockLength)]), into: &output)
    }
    resampler.finish(into: &output)
    let expected = tone(rates.to)
    #expect(output.count == expected.count)
    let inside = rates.to / 10..<rates.to * 9 / 10
    // 1e-2: the ripple of a Hann window's pass band is under 0.1 dB.
    #expect(inside.allSatisfy { abs(output[$0] - expected[$0]) < 0.01 })
  }

  @Test func whatIsAboveHalfTheNewRateIsGone() {
    let input = Signals.sine(
      frequencyInHertz: 1_300, amplitude: 1, frameCount: 44_100, sampleRate: 44_100)
    var resampler = Resampler(from: 44_100, to: 2_000)
    var output: [Float] = []
    resampler.process(input, into: &output)
    resampler.finish(into: &output)
    #expect(output[200..<1800].allSatisfy { abs($0) < 0.01 })
  }
}
