import Testing

@testable import SongAnalysis

@Suite struct SectionGroupsTests {
  @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (52, "BA")])
  func groupsAreLettersInOrder(group: Int, letter: String) {
    #expect(SectionGroups.letter(group) == letter)
  }

  @Test(arguments: [(alike: Float(0.5), others: Float(0.1)), (0.8, 0.4)])
  func sectionsThatStandOutOfTheirSongAreTheSame(alike: Float, others: Float) {
    // In a song of few chords, what is alike is more so, and so is everything else.
    let likeness = [[1, others, alike, others], [others, 1, others, alike]]
    #expect(Self.groups(likeness + likeness.map { Array($0[2...] + $0[..<2]) }) == [0, 1, 0, 1])
  }

  @Test(arguments: [2, 3, 4, 12])
  func sectionsOfALoopAreTheSame(count: Int) {
    #expect(Self.groups(Self.all(0.8, count)) == [Int](repeating: 0, count: count))
  }

  @Test(arguments: [1, 2, 3, 4, 12])
  func sectionsThatAreHardlyAlikeAreNot(count: Int) {
    #expect(Self.groups(Self.all(0.2, count)) == Array(0..<count))
  }

  @Test func aShortSectionBelongsToTheNeighbourThatItIsLike() {
    let likeness: [[Float]] = [[1, 0.3, 0], [0.3, 1, 0.05], [0, 0.05, 1]]
    #expect(Self.groups(likeness, lengths: [8, 2, 8]) == [0, 0, 1])
    #expect(Self.groups(likeness, lengths: [8, 8, 8]) == [0, 1, 2])
  }

  private static func all(_ likeness: Float, _ count: Int) -> [[Float]] {
    (0..<count).map { a in (0..<count).map { $0 == a ? 1 : likeness } }
  }

  private static func groups(_ likeness: [[Float]], lengths: [Int]? = nil) -> [Int] {
    let lengths = lengths ?? likeness.map { _ in 8 }
    return SectionGroups(SectionAffinities(lengths: lengths, likeness: likeness)).groups
  }
}
