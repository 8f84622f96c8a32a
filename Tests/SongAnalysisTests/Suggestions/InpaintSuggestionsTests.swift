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
}
