import Testing

@testable import SongAnalysis

@Suite struct SelfSimilarityTests {
  @Test func equalBarsAreAlikeAndOppositeBarsAreNot() {
    // Two kinds of bars; without their mean they point in opposite directions.
    let rows = BarFeatures.Rows(width: 2, values: [1, 3, 5, 3, 1, 3, 5, 3])
    let similarity = SelfSimilarity(rows)
    for i in 0..<4 {
      for j in 0..<4 {
        #expect(abs(similarity[i, j] - ((i + j) % 2 == 0 ? 1 : -1)) < 1e-5)
      }
    }
  }

  @Test func barsThatHardlyDifferAreAlike() {
    // Apart by chance, one way or the other.
    let values: [Float] = [1, 3, 1.1, 2.9, 1, 3, 1.1, 2.9]
    let similarity = SelfSimilarity(
      BarFeatures.Rows(width: 2, values: values), leastDifference: 0.5)
    // Each is 0.05 from the mean: a tenth of the least difference.
    #expect(abs(similarity[0, 2] - 1) < 1e-5)
    #expect(abs(similarity[0, 1] - (1 - 2 * 0.01)) < 1e-5)
  }

  @Test func barsThatDifferEnoughAreComparedAsTheyAre() {
    let rows = BarFeatures.Rows(width: 2, values: [1, 3, 5, 3, 1, 2, 5, 4])
    let (plain, limited) = (SelfSimilarity(rows), SelfSimilarity(rows, leastDifference: 1))
    for i in 0..<4 {
      for j in 0..<4 { #expect(plain[i, j] == limited[i, j]) }
    }
  }

  @Test func aLongSongKeepsABandAroundTheDiagonal() {
    let count = SelfSimilarity.largestWhole + 10
    let values = (0..<count).flatMap { [Float($0 % 2), Float(($0 + 1) % 2)] }
    let similarity = SelfSimilarity(BarFeatures.Rows(width: 2, values: values))
    #expect(similarity.reach == SelfSimilarity.largestWhole / 2)
    #expect(abs(similarity[0, 2] - 1) < 1e-5)
    #expect(similarity[0, count - 2] == 0)
    #expect(similarity[count - 2, 0] == 0)
  }
}
