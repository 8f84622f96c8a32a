import AudioModel
import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct RhythmTests {
  /// A hit in the usual evaluation of beats lies within 70 ms (Davies et al., *Evaluation methods
  /// for musical audio beat tracking algorithms*, 2009); toy songs are held to half of it.
  private static let tolerance = 0.035

  @Test(arguments: [84.0, 96.4, 120.0, 133.7])
  func tempoBeatsAndBarLinesOfASteadySongAreFound(tempo: Double) throws {
    let song = ToySong(tempo: tempo, [(ToySong.verse, 6), (ToySong.chorus, 6)])
    let rhythm = try #require(Rhythm(song.features()))
    #expect(abs(rhythm.tempo / tempo - 1) < 0.005)
    #expect(ToySong.recall(song.beats, rhythm.beats, within: Self.tolerance) > 0.95)
    #expect(ToySong.recall(rhythm.beats, song.beats, within: Self.tolerance) > 0.9)
    #expect(ToySong.recall(song.downbeats, rhythm.downbeats, within: Self.tolerance) > 0.9)
    #expect(ToySong.recall(rhythm.downbeats, song.downbeats, within: Self.tolerance) > 0.9)
  }

  @Test func silenceHasNoRhythm() {
    #expect(Rhythm(Self.features(Signals.silence(frameCount: 160_000))) == nil)
  }

  /// Silence says nothing, neither for a rhythm nor against it.
  @Test(arguments: [(0.0, 260.0), (100.0, 100.0)])
  func musicBesideALongSilenceHasItsRhythm(before: Double, after: Double) throws {
    let song = ToySong(tempo: 120, [(ToySong.verse, 6)])
    func silence(_ seconds: Double) -> [Float] {
      Signals.silence(frameCount: Int(seconds * song.format.sampleRate))
    }
    let rhythm = try #require(
      Rhythm(Self.features(silence(before) + song.samples() + silence(after))))
    #expect(abs(rhythm.tempo / 120 - 1) < 0.005)
    let beats = song.beats.map { $0 + before }
    #expect(ToySong.recall(beats, rhythm.beats, within: Self.tolerance) > 0.9)
    #expect(ToySong.recall(rhythm.beats, beats, within: Self.tolerance) > 0.85)
  }

  @Test(arguments: [0, 1, 8000])
  func aSongTooShortForABeatHasNoRhythm(frameCount: Int) {
    let sound = Signals.noise(amplitude: 0.5, frameCount: frameCount, seed: 1)
    #expect(Rhythm(Self.features(sound)) == nil)
  }

  @Test func gainMovesNothing() throws {
    let song = ToySong(tempo: 110, [(ToySong.verse, 4), (ToySong.chorus, 4)])
    let loud = try #require(Rhythm(Self.features(song.samples())))
    let soft = try #require(Rhythm(Self.features(Signals.scaled(song.samples(), by: 0.25))))
    // Levels are stored in steps of half a decibel, so that the curves differ a little.
    #expect(abs(loud.tempo - soft.tempo) < 0.05)
    #expect(ToySong.recall(loud.beats, soft.beats, within: 0.01) > 0.95)
  }

  private static func features(_ samples: [Float]) -> SpectralFeatures {
    let format = AudioFormat(sampleRate: 16_000, channelCount: 1)
    var analyzer = SpectralAnalyzer(format: format)
    for block in Signals.blocks([samples], format: format, lengths: [4096]) {
      analyzer.process(block)
    }
    return analyzer.finish()
  }
}
