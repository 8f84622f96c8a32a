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

  private static func findings(_ song: ToySong, lengths: [Int]) -> SongFindings {
    var analyzer = SongAnalyzer(format: song.format)
    for block in Signals.blocks([song.samples()], format: song.format, lengths: lengths) {
      analyzer.process(block)
    }
    return analyzer.finish()
  }
}
