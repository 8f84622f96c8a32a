import AudioModel
import SongAnalysis
import TestSupport
import Testing

@Suite struct SongCurvesTests {
  private static let format = AudioFormat(sampleRate: 22050, channelCount: 1)

  /// Half silence, half a sine at half scale, 8 s in all.
  private static func listened(drawsCurves: Bool) -> (SongFindings, SongCurves?) {
    let half = 4 * 22050
    let samples =
      Signals.silence(frameCount: half)
      + Signals.sine(
        frequencyInHertz: 440, amplitude: 0.5, frameCount: half, sampleRate: format.sampleRate)
    var analyzer = SongAnalyzer(format: format, drawsCurves: drawsCurves)
    for block in Signals.blocks([samples], format: format, lengths: [4096, 77]) {
      analyzer.process(block)
    }
    return (analyzer.finish(), analyzer.curves)
  }

  @Test func curvesChangeNoFindingAndAreThereOnlyWhenAskedFor() {
    let plain = Self.listened(drawsCurves: false)
    let drawn = Self.listened(drawsCurves: true)
    #expect(plain.0 == drawn.0)
    #expect(plain.1 == nil)
    #expect(drawn.1 != nil)
  }

  @Test func theOutlineIsThatOfTheSamples() throws {
    let outline = try #require(Self.listened(drawsCurves: true).1).waveform
    #expect(outline.peaks.count == 800)
    #expect(outline.peaks[..<400].allSatisfy { $0 == 0 })
    // 0.5 of full scale, and its root mean square 0.5/√2.
    #expect(outline.peaks[401...].allSatisfy { 127...128 ~= $0 })
    #expect(outline.strengths[410..<790].allSatisfy { 88...92 ~= $0 })
  }

  @Test func theLoudnessFollowsTheSound() throws {
    let curve = try #require(Self.listened(drawsCurves: true).1).loudness
    let peaks = curve.peaks(8, duration: 8)
    #expect(peaks.count == 8)
    #expect(peaks[0] == nil && peaks[1] == nil)
    let loudness = try #require(peaks[6])
    // A sine at −6.02 dBFS peak in one channel: −0.691 + 10·log10(0.125) + gain of K at 440 Hz.
    #expect(abs(loudness - -9.6) < 0.5)
  }

  @Test func theSpectrogramIsBounded() throws {
    let picture = try #require(Self.listened(drawsCurves: true).1).spectrogram
    let columns = picture.levels.count / picture.bandCount
    #expect((100...LevelPicture.largestCount).contains(columns))
    #expect(picture.levels.max() == 255)
    #expect(picture.levels[..<picture.bandCount].allSatisfy { $0 == 0 })
  }

  @Test func silenceIsDark() throws {
    var analyzer = SongAnalyzer(format: Self.format, drawsCurves: true)
    let silence = Signals.silence(frameCount: 4 * 22050)
    for block in Signals.blocks([silence], format: Self.format, lengths: [4096]) {
      analyzer.process(block)
    }
    _ = analyzer.finish()
    let picture = try #require(analyzer.curves).spectrogram
    #expect(!picture.levels.isEmpty && picture.levels.allSatisfy { $0 == 0 })
  }
}
