import AudioModel
import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct KeyEstimateTests {
  /// The steps of a scale with its tonic doubled, in semitones above middle C.
  @Test(arguments: [
    ("C major", [0, 2, 4, 5, 7, 9, 11, 12, 7, 0]),
    ("A minor", [9, 11, 12, 14, 16, 17, 20, 21, 16, 9]),
    ("F# major", [6, 8, 10, 11, 13, 15, 17, 18, 13, 6]),
  ])
  func aScaleIsHeardInItsKey(name: String, steps: [Int]) {
    let format = AudioFormat(sampleRate: 16_000, channelCount: 1)
    let tones = steps.map { step in
      Signals.sine(
        frequencyInHertz: 261.6256 * exponential(step), amplitude: 0.3, frameCount: 8000,
        sampleRate: 16_000)
    }
    var analyzer = SpectralAnalyzer(format: format)
    for tone in tones { analyzer.process(AudioBlock(format: format, channels: [tone])) }
    #expect(KeyEstimate(analyzer.finish()).report?.name == name)
  }

  @Test func silenceHasNoKey() {
    let format = AudioFormat(sampleRate: 16_000, channelCount: 1)
    var analyzer = SpectralAnalyzer(format: format)
    analyzer.process(
      AudioBlock(format: format, channels: [Signals.silence(frameCount: 32_000)]))
    #expect(KeyEstimate(analyzer.finish()).report == nil)
  }

  private func exponential(_ semitones: Int) -> Double {
    (0..<semitones).reduce(1.0) { value, _ in value * 1.0594630943592953 }
  }
}
