import AudioModel
import Testing

@testable import SongAnalysis

@Suite struct ExtendSuggestionsTests {
  private static let sections = [
    section(0, 16, .intro, "A"), section(16, 32, .verse, "B"), section(32, 48, .chorus, "C"),
    section(48, 64, .verse, "B"), section(64, 80, .chorus, "C"), section(80, 88, .chorus, "D"),
    section(88, 96, .outro, "E"),
  ]

  @Test func theLastChorusEndsWhereItsRunEndsAndStartsWhereItsRunStarts() {
    let suggestions = Self.suggestions(Self.sections)
    #expect(Self.crop("last-chorus", suggestions) == 88 - CropPoint.lead)
    #expect(Self.crop("last-chorus-start", suggestions) == 64 - CropPoint.lead)
  }

  /// As the sections are named: the last one here is `chorus#3`.
  @Test func aReasonCountsTheChorusesAsTheyAreNamed() {
    let reasons = Dictionary(
      uniqueKeysWithValues: Self.suggestions(Self.sections).map { ($0.anchor, $0.reason) })
    #expect(
      reasons["last-chorus"]?.hasPrefix("the last of 3 choruses (group D) ends at 1:28.0") == true)
    #expect(
      reasons["last-chorus-start"] == "the last 2 of 3 choruses (group D) start at 1:04.0")
  }

  @Test func whatGoesOnWithASectionOfTheLyricsIsNoOtherChorus() {
    let names: [(String?, Bool)] = [
      (nil, false), ("Verse", true), ("Chorus", true), ("Verse 2", true), ("Chorus", true),
      ("Chorus", false), (nil, false),
    ]
    let sung = zip(Self.sections, names).map { section, name in
      SectionReport(
        start: section.start, end: section.end, label: section.label, group: section.group,
        confidence: section.confidence, lyricsSection: name.0, lyricsSectionBegins: name.1)
    }
    let start = Self.suggestions(sung).first { $0.anchor == "last-chorus-start" }
    #expect(
      start?.reason
        == "the last of 2 choruses (\u{201C}Chorus\u{201D}, group D) starts at 1:04.0")
  }

  @Test func aSongWithoutAChorusHasNoLastChorus() {
    let suggestions = Self.suggestions(Self.sections.filter { $0.label != .chorus })
    #expect(suggestions.isEmpty)
  }

  @Test func beforeAChorusThatOpensTheSongNothingCouldBeKept() {
    let suggestions = Self.suggestions([Self.section(0, 96, .chorus, "A")])
    #expect(suggestions.map(\.anchor) == ["last-chorus"])
    #expect(suggestions.allSatisfy { $0.cropEndAt > 0 && $0.confidence < 0.4 })
  }

  @Test func theBestSuggestionComesFirst() {
    let suggestions = Self.suggestions(Self.sections)
    #expect(suggestions.map(\.confidence) == suggestions.map(\.confidence).sorted(by: >))
    #expect(suggestions.allSatisfy { (0...1).contains($0.confidence) && !$0.reason.isEmpty })
  }

  @Test func aChorusThatEndsTheSongEndsWithItsSound() throws {
    let features = ToySong(tempo: 120, [(ToySong.chorus, 8)]).features()
    let rhythm = try #require(Rhythm(features))
    func crop(end: Double) throws -> Double {
      try #require(
        Self.crop(
          "last-chorus",
          ExtendSuggestions(
            sections: [Self.section(0, end, .chorus, "A")], bars: nil, rhythm: rhythm, quality: []
          ).ranked))
    }
    #expect(try crop(end: rhythm.sound.end + 3) == CropPoint.before(rhythm.sound.end))
    #expect(try crop(end: rhythm.sound.end - 1) == CropPoint.before(rhythm.sound.end - 1))
  }

  @Test func theEndIsABarLineBeforeTheFade() throws {
    let song = ToySong(tempo: 120, [(ToySong.verse, 8)])
    let features = song.features()
    let rhythm = try #require(Rhythm(features))
    let fade = QualityReport(
      kind: "fade-out", start: 9.0, end: 16, severity: .info, detail: "fades out")
    let suggestions = ExtendSuggestions(
      sections: [], bars: BarGrid(rhythm, features), rhythm: rhythm,
      quality: [fade]
    ).ranked
    let crop = try #require(Self.crop("end", suggestions))
    // Bars are two seconds long.
    #expect(abs(crop - (8 - CropPoint.lead)) < 0.035)
  }

  private static func suggestions(_ sections: [SectionReport]) -> [ExtendSuggestion] {
    ExtendSuggestions(sections: sections, bars: nil, rhythm: nil, quality: []).ranked
  }

  private static func crop(_ anchor: String, _ suggestions: [ExtendSuggestion]) -> Double? {
    suggestions.first { $0.anchor == anchor }?.cropEndAt
  }

  private static func section(
    _ start: Double, _ end: Double, _ label: SectionLabel, _ group: String
  ) -> SectionReport {
    SectionReport(start: start, end: end, label: label, group: group, confidence: 0.8)
  }
}
