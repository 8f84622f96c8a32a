import Testing

@testable import SongAnalysis

@Suite struct SectionGroupsTests {
  @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (52, "BA")])
  func groupsAreLettersInOrder(group: Int, letter: String) {
    #expect(SectionGroups.letter(group) == letter)
  }
}
