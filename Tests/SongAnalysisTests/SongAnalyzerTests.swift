import AudioModel
import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct SongAnalyzerTests {
  @Test func theBlocksMakeNoDifference() {
    let song = ToySong(tempo: 120, [(ToySong.verse, 4), (ToySong.chorus, 4)])
    #expect(Self.findings(song, lengths: [8192]) == Self.findings(song, lengths: [1000, 1, 77]))
  }

  @Test(arguments: [0, 1, 100, 16_000])
  func silenceOfAnyLengthIsAnswered(frameCount: Int) {
    let format = AudioFormat(sampleRate: 16_000, channelCount: 2)
    var analyzer = SongAnalyzer(format: format)
    let silence = Signals.silence(frameCount: frameCount)
    analyzer.process(AudioBlock(format: format, channels: [silence, silence]))
    let findings = analyzer.finish()
    #expect(findings.loudness.integratedInLUFS == nil)
    #expect(findings.rhythm.tempoInBPM == nil && findings.rhythm.beats.isEmpty)
    #expect(findings.key == nil && findings.sections.isEmpty)
    #expect(findings.suggestions.extend.isEmpty && findings.suggestions.inpaint.isEmpty)
  }

  /// The highest band ends at 10.5 kHz.
  @Test(arguments: [(8000.0, true), (20_000, true), (21_000, false), (44_100, false)])
  func aRateTooLowForTheBandsIsTold(rate: Double, isLow: Bool) {
    let format = AudioFormat(sampleRate: rate, channelCount: 1)
    var analyzer = SongAnalyzer(format: format)
    analyzer.process(
      AudioBlock(
        format: format,
        channels: [Signals.noise(amplitude: 0.1, frameCount: Int(rate), seed: 3)]))
    let told = analyzer.finish().quality.filter { $0.kind == "low-sampling-rate" }
    #expect(told.count == (isLow ? 1 : 0))
    #expect(told.allSatisfy { $0.start == 0 && abs($0.end - 1) < 1e-6 })
  }

  /// Sounds that are no songs.
  private static let oddities: [(name: String, samples: [Float])] = [
    ("noise", Signals.noise(amplitude: 1, frameCount: 480_000, seed: 7)),
    (
      "a tone",
      Signals.sine(frequencyInHertz: 1000, amplitude: 1, frameCount: 480_000, sampleRate: 16_000)
    ),
    ("a constant", [Float](repeating: 0.5, count: 480_000)),
    (
      "one click", Signals.silence(frameCount: 240_000) + [1] + Signals.silence(frameCount: 240_000)
    ),
    ("no numbers", [Float](repeating: .nan, count: 480_000)),
    ("far too loud", Signals.noise(amplitude: 1e20, frameCount: 160_000, seed: 8)),
  ]

  @Test(arguments: oddities.map(\.name))
  func whatIsNoSongIsAnsweredWithNumbersInOrder(name: String) throws {
    let samples = try #require(Self.oddities.first { $0.name == name }).samples
    let format = AudioFormat(sampleRate: 16_000, channelCount: 1)
    var analyzer = SongAnalyzer(format: format)
    for block in Signals.blocks([samples], format: format, lengths: [8192]) {
      analyzer.process(block)
    }
    let findings = analyzer.finish()
    let duration = Double(samples.count) / 16_000
    let beats = findings.rhythm.beats
    #expect(beats.allSatisfy { $0.isFinite && $0 >= 0 && $0 <= duration })
    #expect(zip(beats, beats.dropFirst()).allSatisfy { $0 < $1 })
    #expect(findings.sections.allSatisfy { $0.start < $0.end && $0.end <= duration + 1e-6 })
    #expect(
      findings.suggestions.extend.allSatisfy { $0.cropEndAt > 0 && $0.cropEndAt <= duration })
  }

  private static func findings(_ song: ToySong, lengths: [Int]) -> SongFindings {
    var analyzer = SongAnalyzer(format: song.format)
    for block in Signals.blocks([song.samples()], format: song.format, lengths: lengths) {
      analyzer.process(block)
    }
    return analyzer.finish()
  }
}
