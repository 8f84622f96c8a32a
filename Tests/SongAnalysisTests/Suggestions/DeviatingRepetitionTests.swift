import Testing

@testable import SongAnalysis

@Suite struct DeviatingRepetitionTests {
  /// Sections are 0.8 alike, but section 4 is 0.5 like every other.
  private func likeness(_ a: Int, _ b: Int) -> Float { a == 4 || b == 4 ? 0.5 : 0.8 }

  @Test func theOneThatIsLeastLikeTheOthersDeviates() throws {
    let found = try #require(DeviatingRepetition(among: [1, 4, 6], likeness: likeness))
    #expect(found.section == 4)
    #expect(found.siblings == 2)
    #expect(abs(found.deviation - 0.3) < 1e-6)
  }

  @Test(arguments: [[], [1], [1, 4], [1, 2, 3]])
  func fewerThanThreeAndEqualOnesDoNotDeviate(sections: [Int]) {
    #expect(DeviatingRepetition(among: sections, likeness: likeness) == nil)
  }
}
