import SongLyrics
import Testing

@testable import SongAnalysis

/// Ranges to be replaced whose ends lie in words; a beat lasts half a second.
@Suite struct SungRangeTests {
  private let range = InpaintSuggestion(
    replaceStartAt: 9.98, replaceEndAt: 19.98, section: "verse#2", confidence: 0.5, reason: "here")
  private let beats = (0..<60).map { Double($0) * 0.5 }

  @Test func anEndMovesToTheNearerBeatBesideTheWord() {
    let spared = range.sparing(
      (
        start: WordReport(text: "ahead", start: 9.6, end: 10.9),
        end: WordReport(text: "behind", start: 19.1, end: 20.2)
      ), beats: beats)
    #expect(spared.replaceStartAt == 9.48)
    #expect(spared.replaceEndAt == 20.48)
    #expect(
      spared.reason == "here; start moved ahead of \u{201C}ahead\u{201D}, which is sung across it; "
        + "end moved behind \u{201C}behind\u{201D}, which is sung across it")
    #expect(spared.section == range.section && spared.confidence == range.confidence)
  }

  @Test func aRangeWithoutWordsAcrossItsEndsStaysAsItIs() {
    #expect(range.sparing((start: nil, end: nil), beats: beats) == range)
  }

  @Test func anEndThatWouldMoveFarStaysAndSaysSo() {
    let held = WordReport(text: "held", start: 8, end: 11.6)
    let spared = range.sparing((start: held, end: nil), beats: beats)
    #expect(spared.replaceStartAt == range.replaceStartAt)
    #expect(spared.reason == "here; \u{201C}held\u{201D} is sung across the start")
  }

  /// The nearer beats, at 5.0 and 5.5 s, would leave nothing of it.
  @Test func aShortRangeKeepsItsMiddle() {
    let bar = InpaintSuggestion(
      replaceStartAt: 3.98, replaceEndAt: 5.98, section: nil, confidence: 0.5, reason: "here")
    let spared = bar.sparing(
      (
        start: WordReport(text: "a", start: 3.1, end: 4.8),
        end: WordReport(text: "b", start: 5.2, end: 6.9)
      ), beats: beats)
    #expect(spared.replaceStartAt == 2.98)
    #expect(spared.replaceEndAt == 6.98)
  }

  /// The nearer beat beside the word, at 5.5 s, lies before the dropout.
  @Test func aDefectStaysInTheRangeThatMendsIt() throws {
    let song = ToySong(tempo: 120, [(ToySong.verse, 12)])
    let features = song.features()
    let rhythm = try #require(Rhythm(features))
    let ranked = InpaintSuggestions(
      sections: [], bars: BarGrid(rhythm, features), likeness: nil,
      quality: [
        QualityReport(kind: "dropout", start: 5.7, end: 5.8, severity: .warning, detail: "")
      ], words: [TimedWord(text: "held", start: 5.6, end: 6.7)], beats: rhythm.beats
    ).ranked
    let spared = try #require(ranked.first)
    #expect(abs(spared.replaceStartAt - 3.98) < 0.035)
    #expect(abs(spared.replaceEndAt - 6.98) < 0.035)
    #expect(
      spared.reason.hasSuffix("; end moved behind \u{201C}held\u{201D}, which is sung across it"))
  }
}
