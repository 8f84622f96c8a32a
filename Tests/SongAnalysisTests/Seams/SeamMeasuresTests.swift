import AudioModel
import Testing

@testable import SongAnalysis

@Suite struct SeamMeasuresTests {
  /// A waltz goes on over one of its bar lines, or a beat too late for it.
  @Test(arguments: [0, 1])
  func barsOfThreeBeatsAreCountedInThrees(beatsLate: Int) throws {
    let groove = ToyGroove(ToyGroove.drummedWaltz, bars: 24) { _ in 120 }
    let song = groove.sketch()
    try #require(song.rhythm?.beatsPerBar == 3)
    let (seam, goesOn) = (groove.downbeats[12], groove.beats[36 + beatsLate])
    let measures = SeamMeasures(
      before: SeamSide(song: song, range: TimeRange(start: 0, end: seam)),
      after: SeamSide(song: song, range: TimeRange(start: goesOn, end: song.duration)), song: song)
    let beat = try #require(measures.beat)
    #expect(abs(beat.beatError) < 0.02)
    // What is left out comes too early.
    #expect(abs(beat.barError + Double(beatsLate)) < 0.1)
    #expect((beat.barEvidence > 0.2) == (beatsLate > 0))
  }
}
