import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct RepetitionTableTests {
  /// So many bars that have nothing in common but chance.
  private static func noise(bars: Int) -> SelfSimilarity {
    let width = 5
    return SelfSimilarity(
      BarFeatures.Rows(
        width: width, values: Signals.noise(amplitude: 1, frameCount: bars * width, seed: 3)))
  }

  @Test func everyTwoStretchesAreAsAlikeAsTheirBarsOneByOne() {
    let bars = 14
    let similarity = Self.noise(bars: bars)
    let table = RepetitionTable(similarity)
    for a in 0..<bars {
      for b in 0..<bars {
        for length in 1...bars - max(a, b) {
          let mean = (0..<length).map { similarity[a + $0, b + $0] }.mean
          #expect(abs(table.likeness(a, b, length: length) - mean) < 1e-6)
        }
      }
    }
  }

  /// What is summed from the start of the song is as exact at its end.
  @Test func aStretchLateInALongSongIsComparedAsExactly() {
    let bars = 700
    let similarity = Self.noise(bars: bars)
    let table = RepetitionTable(similarity)
    for start in [0, 350, 690] {
      #expect(abs(table.likeness(start, start, length: 8) - 1) < 1e-4)
      let mean = (0..<4).map { similarity[start + $0, start + 5 + $0] }.mean
      #expect(abs(table.likeness(start, start + 5, length: 4) - mean) < 1e-4)
    }
  }

  @Test func aStretchOfNoBarsIsLikeNothing() {
    let table = RepetitionTable(Self.noise(bars: 6))
    for (a, b) in [(0, 0), (2, 5), (6, 6), (0, 6), (6, 1)] {
      #expect(table.likeness(a, b, length: 0) == 0)
    }
  }

  @Test func barsTooFarApartToBeKeptAreUnlike() {
    let bars = SelfSimilarity.largestWhole + 20
    // Two kinds of bars in turn, so that all of one kind are equal.
    let similarity = SelfSimilarity(
      BarFeatures.Rows(
        width: 2, values: (0..<bars).flatMap { [Float($0 % 2), Float(1 - $0 % 2)] }))
    let table = RepetitionTable(similarity)
    let far = similarity.reach
    #expect(far % 2 == 0)
    #expect(abs(table.likeness(10, 8 + far, length: 8) - 1) < 1e-4)
    #expect(table.likeness(10, 10 + far, length: 8) == 0)
    #expect(table.likeness(bars - 8, 0, length: 8) == 0)
  }
}
