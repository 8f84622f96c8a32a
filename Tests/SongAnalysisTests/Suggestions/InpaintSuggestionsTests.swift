import Testing

@testable import SongAnalysis

@Suite struct InpaintSuggestionsTests {
  @Test func aDefectIsMendedByTheBarsItTouchesOnceAndNotByTheWholeSong() throws {
    let song = ToySong(tempo: 120, [(ToySong.verse, 12)])
    let features = song.features()
    let rhythm = try #require(Rhythm(features))
    func clipping(_ start: Double, _ end: Double) -> QualityReport {
      QualityReport(kind: "clipping", start: start, end: end, severity: .warning, detail: "")
    }
    let ranked = InpaintSuggestions(
      sections: [], bars: BarGrid(rhythm, features), likeness: nil,
      quality: [clipping(4.5, 4.6), clipping(5.0, 5.1), clipping(1, 23)]
    ).ranked
    // Bars are two seconds long, so the third is from 4 s to 6 s.
    let range = try #require(ranked.first)
    #expect(ranked.count == 1)
    #expect(abs(range.replaceStartAt - (4 - CropPoint.lead)) < 0.035)
    #expect(abs(range.replaceEndAt - (6 - CropPoint.lead)) < 0.035)
  }

  /// Replaced is up to just before a bar line, so one in between those two needs the bar behind it.
  @Test func aDefectThatEndsJustBeforeABarLineIsReplacedWhole() throws {
    let features = ToySong(tempo: 120, [(ToySong.verse, 12)]).features()
    let rhythm = try #require(Rhythm(features))
    let bars = try #require(BarGrid(rhythm, features))
    let end = bars.lines[3] - CropPoint.lead / 2
    let defect = QualityReport(
      kind: "clipping", start: end - 0.3, end: end, severity: .warning, detail: "")
    let range = try #require(
      InpaintSuggestions(sections: [], bars: bars, likeness: nil, quality: [defect]).ranked.first)
    #expect(range.replaceEndAt == CropPoint.before(bars.lines[4]).rounded(toDecimals: 6))
    #expect(range.replaceStartAt == CropPoint.before(bars.lines[2]).rounded(toDecimals: 6))
  }

  @Test func aDefectInTheFirstBarOfASectionIsInThatSection() throws {
    // Sections report their bar lines to a microsecond, some of them later than they are.
    let song = ToySong(tempo: 113.7, [(ToySong.verse, 12)])
    let features = song.features()
    let rhythm = try #require(Rhythm(features))
    let bars = try #require(BarGrid(rhythm, features))
    #expect(bars.lines.dropLast().contains { $0.rounded(toDecimals: 6) > $0 })
    for bar in 1..<bars.count - 1 {
      let (line, end) = (bars.lines[bar], bars.lines[bar + 1])
      func section(_ start: Double, _ end: Double, _ label: SectionLabel) -> SectionReport {
        SectionReport(start: start, end: end, label: label, group: "A", confidence: 1)
      }
      let defect = QualityReport(
        kind: "clipping", start: line + 0.2, end: line + 0.3, severity: .warning, detail: "")
      let ranked = InpaintSuggestions(
        sections: [section(0, line, .intro), section(line, end, .outro)], bars: bars,
        likeness: nil, quality: [defect]
      ).ranked
      #expect(ranked.map(\.section) == ["outro#1"])
    }
  }

  @Test func aSectionOfTheLyricsIsReplacedWholeWhateverItConsistsOf() {
    func section(_ start: Double, _ name: String?, begins: Bool) -> SectionReport {
      SectionReport(
        start: start, end: start + 10, label: name == nil ? .intro : .verse, group: "A",
        confidence: 0.5, lyricsSection: name, lyricsSectionBegins: begins)
    }
    let ranked = InpaintSuggestions(
      sections: [
        section(0, nil, begins: false), section(10, "Verse", begins: true),
        section(20, "Verse", begins: false), section(30, nil, begins: false),
      ], bars: nil, likeness: nil, quality: []
    ).ranked
    #expect(ranked.map(\.section) == ["Verse"])
    #expect(ranked.map(\.replaceStartAt) == [CropPoint.before(10)])
    #expect(ranked.map(\.replaceEndAt) == [CropPoint.before(30)])
  }

  @Test func aRepetitionThatDeviatesComesFirst() throws {
    // The second of three verses has the bars of a chorus in its middle.
    let song = ToySong(
      tempo: 120,
      [
        (ToySong.verse, 8), (ToySong.verse, 8), (ToySong.verse, 3), (ToySong.chorus, 2),
        (ToySong.verse, 3), (ToySong.verse, 8), (ToySong.chorus, 8),
      ])
    let features = song.features()
    let rhythm = try #require(Rhythm(features))
    let bars = try #require(BarGrid(rhythm, features))
    let music = BarSimilarities(BarFeatures(features, bars: bars)).music
    let verses = [16.0, 32, 48].map {
      SectionReport(
        start: $0, end: $0 + 16, label: .verse, group: "A", confidence: $0 == 32 ? 0.3 : 0.9)
    }
    let intro = SectionReport(start: 0, end: 16, label: .intro, group: "A", confidence: 1)
    let chorus = SectionReport(start: 64, end: 80, label: .chorus, group: "B", confidence: 0.9)
    let ranked = InpaintSuggestions(
      sections: [intro] + verses + [chorus], bars: bars,
      likeness: SectionLikeness(bars: music, transposed: nil), quality: []
    ).ranked
    let best = try #require(ranked.first)
    #expect(best.section == "verse#2")
    #expect(best.reason.hasPrefix("verse#2 is least like the other 2 of its music (0."))
    #expect(ranked.count == 3)
  }
}
