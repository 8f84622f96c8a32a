import AudioModel
import Testing

@testable import SongAnalysis

@Suite struct TempoMatchTests {
  private static let song = ToyGroove(ToyGroove.backbeat, bars: 8) { _ in 110 }.sketch()

  private func whole(_ song: SongSketch) -> SeamSide {
    SeamSide(song: song, range: TimeRange(start: 0, end: song.duration))
  }

  @Test(arguments: [0.9, 1, 1.15])
  func theRatioIsThatOfTheTempi(ratio: Double) throws {
    let after = ToyGroove(ToyGroove.backbeat, bars: 8) { _ in 110 * ratio }.sketch()
    let match = try #require(TempoMatch(before: whole(Self.song), after: whole(after)))
    #expect(abs(match.ratio - ratio) < 0.005)
    #expect((match.evidence > 0.1) == (ratio != 1))
  }

  @Test func ofLessThanFiveSecondsNothingIsSaid() {
    let song = Self.song
    let short = SeamSide(song: song, range: TimeRange(start: 0, end: 4.9))
    #expect(TempoMatch(before: short, after: whole(song)) == nil)
    #expect(TempoMatch(before: whole(song), after: short) == nil)
  }
}
