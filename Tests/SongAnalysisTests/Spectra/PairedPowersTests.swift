import Foundation
import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct PairedPowersTests {
  @Test func theyAreThePowersOfEachFrameAlone() {
    let noise = Signals.noise(amplitude: 0.5, frameCount: 96, seed: 4)
    var pairs = PairedPowers(length: 64, binCount: 33)
    noise.withUnsafeBufferPointer { noise in
      guard let start = noise.baseAddress else { return }
      pairs.measure(start, start + 32)
    }
    for bin in 0..<33 {
      #expect(abs(Double(pairs.first[bin]) - Self.power(noise[..<64], bin: bin)) < 1e-6)
      #expect(abs(Double(pairs.second[bin]) - Self.power(noise[32...], bin: bin)) < 1e-6)
    }
  }

  @Test func aSilentFrameNextToALoudOneStaysSilent() {
    let tone = Signals.sine(
      frequencyInHertz: 1000, amplitude: 1, frameCount: 1024, sampleRate: 22_050)
    var pairs = PairedPowers(length: 1024, binCount: 490)
    let silence = [Float](repeating: 0, count: 1024)
    silence.withUnsafeBufferPointer { silence in
      tone.withUnsafeBufferPointer { tone in
        guard let silence = silence.baseAddress, let tone = tone.baseAddress else { return }
        pairs.measure(silence, tone)
      }
    }
    #expect(pairs.first.allSatisfy { $0 < 1e-12 })
    #expect(pairs.second.contains { $0 > 0.3 })
  }

  /// By the definition, with the window and the scale that are promised.
  private static func power(_ frame: ArraySlice<Float>, bin: Int) -> Double {
    let length = Double(frame.count)
    var (re, im) = (0.0, 0.0)
    for (n, sample) in frame.enumerated() {
      let angle = 2 * Double.pi * Double(n) / length
      let weighted = Double(sample) * (0.5 - 0.5 * cos(angle))
      re += weighted * cos(angle * Double(bin))
      im -= weighted * sin(angle * Double(bin))
    }
    return 8 * (re * re + im * im) / (length * length)
  }
}
