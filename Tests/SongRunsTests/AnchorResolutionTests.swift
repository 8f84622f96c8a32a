import SongAnalysis
import SongRuns
import TestSupport
import Testing

@Suite struct AnchorResolutionTests {
  @Test(arguments: [
    ("last-chorus", 189.98), ("last-chorus-start", 169.98), ("end", 207.48), ("auto", 189.98),
  ])
  func keywordsTakeTheirSuggestion(text: String, expected: Double) throws {
    let crop = try Anchor(text).crop(in: ExampleAnalysis.plain)
    #expect(crop.cropEndAt == expected)
    #expect(ExampleAnalysis.suggestions.extend.contains(crop))
  }

  /// Bar lines of the example; every cut lies 20 ms before one.
  @Test(arguments: [
    ("chorus", 190.0), ("chorus:start", 170), ("chorus#1", 70), ("chorus#2:start", 100),
    ("VERSE#2", 85), ("bridge:end", 170), ("outro", 210), ("section:intro", 20),
  ])
  func labelsAreCutBeforeTheirBarLine(text: String, barLine: Double) throws {
    let crop = try Anchor(text).crop(in: ExampleAnalysis.plain)
    #expect(abs(crop.cropEndAt - (barLine - 0.020)) < 1e-9)
    #expect((0...1).contains(crop.confidence))
    #expect(try Anchor(crop.anchor) == Anchor(text))
  }

  /// "Verse 2" spans two sections of the audio; where the lyrics know a name, labels are not asked.
  @Test(arguments: [
    ("Verse 2", 100.0), ("verse 2:start", 70), ("verse", 50), ("chorus#3", 190),
    ("bridge 桥:start", 120), ("bridge", 170), ("outro:start", 190),
  ])
  func namesOfTheLyricsComeFirst(text: String, barLine: Double) throws {
    let crop = try Anchor(text).crop(in: ExampleAnalysis.sung)
    #expect(abs(crop.cropEndAt - (barLine - 0.020)) < 1e-9)
  }

  @Test(arguments: [
    ("bridge", 120.0, 170.0, "bridge#1"), ("verse#2", 70, 85, "verse#2"),
    ("chorus#3", 170, 190, "chorus#3"), ("intro", 0, 20, "intro#1"),
  ])
  func aNamedSectionIsReplacedAsAWhole(
    text: String, start: Double, end: Double, title: String
  ) throws {
    let range = try Anchor(text).range(in: ExampleAnalysis.plain)
    #expect(abs(range.replaceStartAt - max(0, start - 0.020)) < 1e-9)
    #expect(abs(range.replaceEndAt - (end - 0.020)) < 1e-9)
    #expect(range.section == title)
  }

  @Test func aSectionOfTheLyricsIsReplacedThroughAllItsParts() throws {
    let range = try Anchor("verse 2").range(in: ExampleAnalysis.sung)
    #expect(range.replaceStartAt == 69.98)
    #expect(range.replaceEndAt == 99.98)
    #expect(range.section == "Verse 2")
  }

  @Test func autoReplacesTheBestSuggestion() throws {
    let range = try Anchor.auto.range(in: ExampleAnalysis.plain)
    #expect(range == ExampleAnalysis.suggestions.inpaint[0])
  }

  @Test func severalSectionsOfANameAreListedForAReplacement() throws {
    let error = try #require(throws: SongRunError.self) {
      try Anchor("chorus").range(in: ExampleAnalysis.plain)
    }
    #expect(error.code == .ambiguousSection)
    #expect(error.detail.hasSuffix("chorus#1 at 0:50.0, chorus#2 at 1:40.0, chorus#3 at 2:50.0"))
  }

  @Test(arguments: ["end", "last-chorus", "last-chorus-start", "chorus#1:end"])
  func aPointCannotBeReplaced(text: String) throws {
    let error = try #require(throws: SongRunError.self) {
      try Anchor(text).range(in: ExampleAnalysis.plain)
    }
    #expect(error.code == .noSuchAnchor)
  }

  @Test func aNameThatIsNotThereIsAnsweredWithThoseThatAre() throws {
    let error = try #require(throws: SongRunError.self) {
      try Anchor("solo").crop(in: ExampleAnalysis.sung)
    }
    #expect(error.code == .noSuchSection)
    #expect(
      error.detail
        == "this song has intro#1, Verse, Chorus#1, Verse 2, Chorus#2, Bridge 桥, Chorus#3, outro#1")
    let beyond = try #require(throws: SongRunError.self) {
      try Anchor("chorus#4").crop(in: ExampleAnalysis.plain)
    }
    #expect(beyond.code == .noSuchSection)
    #expect(beyond.detail == "this song has chorus#1, chorus#2, chorus#3")
  }

  /// The word begins between the beats at 1.875 and 2.5 s.
  @Test(arguments: ["verse:end", "chorus:start"])
  func aCutMovesAheadOfAWordThatIsSungAcrossTheBarLine(text: String) throws {
    let word = WordReport(text: "stay", start: 2.0, end: 3.4)
    let song = ExampleAnalysis.document(sections: [
      SectionReport(
        start: 0, end: 2.5, label: .verse, group: "A", confidence: 1, wordAcrossEnd: word),
      SectionReport(start: 2.5, end: 210, label: .chorus, group: "B", confidence: 0.8),
    ])
    let crop = try Anchor(text).crop(in: song)
    #expect(crop.cropEndAt == 1.855)
    #expect(crop.reason.hasSuffix("; moved ahead of \u{201C}stay\u{201D}, which is sung across it"))
    #expect(try Anchor("chorus:end").crop(in: song).cropEndAt == 209.98)
  }

  /// The word ends between the beats at 1.25 and 1.875 s, and begins before the song's first.
  @Test func aNamedRangeMovesBehindAWordThatIsSungAcrossItsStart() throws {
    let word = WordReport(text: "stay", start: -0.1, end: 1.8)
    let song = ExampleAnalysis.document(sections: [
      SectionReport(
        start: 0, end: 1.25, label: .intro, group: "A", confidence: 1, wordAcrossEnd: word),
      SectionReport(start: 1.25, end: 210, label: .verse, group: "B", confidence: 0.8),
    ])
    let range = try Anchor("verse").range(in: song)
    #expect(range.replaceStartAt == 1.855)
    #expect(range.replaceEndAt == 209.98)
    #expect(
      range.reason.hasSuffix("; start moved behind \u{201C}stay\u{201D}, which is sung across it"))
  }

  @Test func nothingIsKeptBeforeTheFirstSection() throws {
    let error = try #require(throws: SongRunError.self) {
      try Anchor("intro:start").crop(in: ExampleAnalysis.plain)
    }
    #expect(error.code == .noSuchAnchor)
  }

  @Test(arguments: ["last-chorus", "end", "auto", "chorus"])
  func aSongWithoutSectionsHasNoAnchor(text: String) throws {
    let error = try #require(throws: SongRunError.self) {
      try Anchor(text).crop(in: ExampleAnalysis.silent)
    }
    #expect(error.code == (text == "chorus" ? .noSuchSection : .noSuchAnchor))
    #expect(throws: SongRunError.self) { try Anchor(text).range(in: ExampleAnalysis.silent) }
  }
}
