import AudioModel
import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct SoundMatchTests {
  private static let groove = ToyGroove(ToyGroove.backbeat, bars: 6) { _ in 110 }
  private static let song = groove.sketch()

  private func match(of new: SongSketch, in song: SongSketch) -> SoundMatch {
    SoundMatch(
      of: SeamSide(song: new, range: TimeRange(start: 0, end: new.duration)), in: song,
      [TimeRange(start: 0, end: song.duration)])
  }

  @Test(arguments: [-6.0, 4])
  func theLevelOfTheSameMusicIsMeasured(decibels: Double) throws {
    let factor = Float(Signals.amplitude(ofDecibels: decibels))
    let match = match(of: Self.groove.sketch(by: factor), in: Self.song)
    // Levels are stored in steps of half a decibel.
    #expect(abs(try #require(match.levelOffsetInDB) - decibels) < 0.25)
    #expect(match.keyShift == 0)
    #expect(match.keyEvidence == 0)
  }

  @Test(arguments: [-3, 2])
  func anotherKeyIsToldByHowItIsMovedBack(semitones: Int) {
    var moved = Self.groove
    moved.roots = moved.roots.map { $0 + semitones }
    let match = match(of: moved.sketch(), in: Self.song)
    #expect(match.keyShift == -semitones)
    #expect(match.keyEvidence > 0.02)
  }

  @Test func ofSilenceNothingIsSaid() {
    let match = match(of: Self.groove.sketch(by: 0), in: Self.song)
    #expect(match.levelOffsetInDB == nil)
    #expect(match.keyShift == nil)
  }
}
