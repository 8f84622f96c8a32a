import SongRuns
import Testing

@Suite struct AnchorTests {
  @Test(arguments: [
    ("last-chorus", Anchor.lastChorus), ("last-chorus-start", .lastChorusStart), ("end", .end),
    ("auto", .auto), ("Last-Chorus", .lastChorus),
  ])
  func keywordsAreRead(text: String, expected: Anchor) throws {
    #expect(try Anchor(text) == expected)
    #expect("\(expected)" == text.lowercased())
  }

  static let sections: [(String, name: String, number: Int?, edge: SectionReference.Edge?)] = [
    ("chorus", "chorus", nil, nil), ("chorus#2", "chorus", 2, nil),
    ("chorus:start", "chorus", nil, .start), ("chorus#12:end", "chorus", 12, .end),
    ("Verse 2:START", "Verse 2", nil, .start), ("Verse 2 #1", "Verse 2", 1, nil),
    ("section:end", "end", nil, nil), ("section:end:start", "end", nil, .start),
    ("section:auto#2", "auto", 2, nil), ("section:Bridge", "Bridge", nil, nil),
    ("Verse: Ann", "Verse: Ann", nil, nil), ("Track #x", "Track #x", nil, nil),
    ("C#", "C#", nil, nil), ("副歌#2:start", "副歌", 2, .start), ("end:start", "end", nil, .start),
  ]

  @Test(arguments: sections)
  func sectionsAreRead(
    text: String, name: String, number: Int?, edge: SectionReference.Edge?
  ) throws {
    guard case .section(let reference) = try Anchor(text) else {
      Issue.record("\(text) was read as a keyword")
      return
    }
    #expect(reference.name == name)
    #expect(reference.number == number)
    #expect(reference.edge == edge)
    #expect(try Anchor("\(Anchor.section(reference))") == .section(reference))
  }

  @Test(arguments: ["", " ", "#2", ":start", "#1:end", "section:", "chorus#0", "section: #3"])
  func whatNamesNothingIsMalformed(text: String) throws {
    let error = try #require(throws: SongRunError.self) { try Anchor(text) }
    #expect(error.code == .malformedAnchor)
  }
}
