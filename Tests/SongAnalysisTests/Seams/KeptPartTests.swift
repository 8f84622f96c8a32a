import AudioModel
import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct KeptPartTests {
  private static let rate = 8000.0

  /// The sketch of three seconds of a tone that begins so many seconds late.
  private static func sketch(late lag: Double) -> SongSketch {
    let pitch = 300.0
    let format = AudioFormat(sampleRate: rate, channelCount: 1)
    let tone = Signals.sine(
      frequencyInHertz: pitch, amplitude: 0.5, phaseInDegrees: -360 * pitch * lag,
      frameCount: Int(3 * rate), sampleRate: rate)
    var sketcher = SongSketcher(format: format)
    sketcher.process(AudioBlock(format: format, channels: [tone]))
    return sketcher.finish()
  }

  /// In samples of the thin waveform; half a sample is the worst.
  @Test(arguments: [-0.48, -0.2, 0, 0.2, 0.48])
  func aPartThatLiesBetweenTwoSamplesIsKept(lag: Double) throws {
    let seconds = lag / Double(SongSketch.waveformRate)
    let part = KeptPart(
      of: Self.sketch(late: 0), TimeRange(start: 0.5, end: 2.5), in: Self.sketch(late: seconds),
      lag: seconds)
    #expect(part.boundary == 2.5)
    // A sinc of 17 leaves -67 dB of such a tone, and numbers of half precision about -75 dB.
    #expect(try #require(part.worstSecondInDB) < -60)
    #expect(abs(try #require(part.gainInDB)) < 0.01)
  }
}
