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
      sections: [], bars: BarGrid(rhythm, duration: features.duration),
      quality: [clipping(4.5, 4.6), clipping(5.0, 5.1), clipping(1, 23)]
    ).ranked
    // Bars are two seconds long, so the third is from 4 s to 6 s.
    let range = try #require(ranked.first)
    #expect(ranked.count == 1)
    #expect(abs(range.replaceStartAt - (4 - CropPoint.lead)) < 0.035)
    #expect(abs(range.replaceEndAt - (6 - CropPoint.lead)) < 0.035)
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
      ], bars: nil, quality: []
    ).ranked
    #expect(ranked.map(\.section) == ["Verse"])
    #expect(ranked.map(\.replaceStartAt) == [CropPoint.before(10)])
    #expect(ranked.map(\.replaceEndAt) == [CropPoint.before(30)])
  }
}
