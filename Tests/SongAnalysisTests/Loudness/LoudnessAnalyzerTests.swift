import AudioModel
import Testing
import TestSupport

@testable import SongAnalysis

@Suite struct LoudnessAnalyzerTests {
  @Test func reportHoldsWhatBothMetersRead() throws {
    let format = AudioFormat(sampleRate: 48_000, channelCount: 2)
    let tone = Signals.sine(
      frequencyInHertz: 1000, amplitude: 0.1, frameCount: 4 * 48_000, sampleRate: 48_000)
    var analyzer = LoudnessAnalyzer(format: format)
    for block in Signals.blocks([tone, tone], format: format, lengths: [4800]) {
      analyzer.process(block)
    }
    let report = analyzer.finish()
    #expect(report.integratedInLUFS == -19.99)
    #expect(report.rangeInLU == 0)
    #expect(report.maxMomentaryInLUFS == -19.99)
    #expect(report.maxShortTermInLUFS == -19.99)
    #expect(report.samplePeakInDBFS == -20)
    #expect(abs(try #require(report.truePeakInDBTP) + 20) < 0.05)
    #expect(report.peakToLoudnessInLU == 0)
  }

  @Test func nothingGivesAReportOfNothing() {
    let report = LoudnessAnalyzer(format: AudioFormat(sampleRate: 48_000, channelCount: 2)).finish()
    #expect(report.integratedInLUFS == nil && report.truePeakInDBTP == nil)
    #expect(report.peakToLoudnessInLU == nil)
  }
}
