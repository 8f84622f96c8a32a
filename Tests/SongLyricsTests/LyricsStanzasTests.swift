import SongLyrics
import Testing

@Suite struct LyricsStanzasTests {
  private func stanzas(_ text: String) -> [String] {
    Lyrics(text).sections.flatMap { $0.stanzas.map { $0.joined(separator: "/") } }
  }

  @Test func blankLinesPartThem() {
    #expect(stanzas("a\nb\n\na\nb\n\nc") == ["a/b", "a/b", "c"])
  }

  @Test(arguments: [
    "v\nw\nC\nD\nx\nc\nd\ny\nC, \nD!", "v\n\nw\n\nC\n\nD\n\nx\n\nc\n\nd\n\ny\n\nC,\n\nD!",
  ])
  func withoutSuchLinesABlockThatReturnsDoes(text: String) {
    #expect(stanzas(text).map { $0.lowercased() } == ["v/w", "c/d", "x", "c/d", "y", "c,/d!"])
  }

  /// Pre-chorus and chorus return together once, the chorus alone twice.
  @Test func theBlockSavesMostOfTheText() {
    #expect(
      stanzas("v\np\nc\nd\nw\np\nc\nd\nb\nc\nd") == ["v/p", "c/d", "w/p", "c/d", "b", "c/d"])
  }

  @Test func aBlockThatFollowsItselfIsTwo() {
    #expect(stanzas("v\nc\nd\nc\nd\nw") == ["v", "c/d", "c/d", "w"])
    #expect(stanzas("v\nc\nd\nc\nd\nc") == ["v", "c/d", "c/d", "c"])
  }

  @Test(arguments: [
    ("", []), ("a", ["a"]), ("a\nb\nc", ["a/b/c"]), ("la\nla\nla\nla\nb", ["la/la/la/la/b"]),
  ])
  func whereNothingReturnsThereIsNothingToPart(text: String, expected: [String]) {
    #expect(stanzas(text) == expected)
  }

  /// The search takes the cube of the lines, and no song has so many.
  @Test(arguments: [(400, 3), (401, 1)])
  func textsOfMoreThan400LinesAreNotSearched(lines: Int, count: Int) {
    let between = (0..<lines - 4).map { "line \($0)\n" }.joined()
    #expect(stanzas("c\nd\n" + between + "c\nd\n").count == count)
  }
}
