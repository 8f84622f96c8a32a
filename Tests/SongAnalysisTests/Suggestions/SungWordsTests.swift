import SongLyrics
import Testing

@testable import SongAnalysis

@Suite struct SungWordsTests {
  private let cut = ExtendSuggestion(
    cropEndAt: 9.98, anchor: "last-chorus", confidence: 0.5, reason: "here")
  private let beats = (0..<40).map { Double($0) * 0.5 }

  @Test func aCutInsideAWordMovesToTheBeatBeforeIt() {
    let word = TimedWord(text: "long", start: 9.3, end: 11.2)
    let moved = spared([word])
    #expect(moved.cropEndAt == 8.98)
    #expect(moved.reason.contains("long"))
  }

  @Test func aWordThatMayEndAtTheCutLeavesItWhereItIs() {
    let before = TimedWord(text: "a", start: 8.96, end: 10.24)
    let after = TimedWord(text: "b", start: 9.7, end: 12)
    #expect(spared([before, after]) == cut)
  }

  @Test func aCutThatWouldMoveFarStaysAndSaysSo() {
    let stayed = spared([TimedWord(text: "held", start: 7, end: 11.2)])
    #expect(stayed.cropEndAt == cut.cropEndAt)
    #expect(stayed.reason == "here; \u{201C}held\u{201D} is sung across it")
  }

  @Test func aCutNeverMovesToTheStartOfTheSong() {
    let early = ExtendSuggestion(
      cropEndAt: 0.98, anchor: "last-chorus-start", confidence: 0.5, reason: "here")
    let word = WordReport(text: "long", start: 0.2, end: 2)
    #expect(early.sparing(word, beats: beats).cropEndAt == early.cropEndAt)
  }

  private func spared(_ words: [TimedWord]) -> ExtendSuggestion {
    cut.sparing(WordReport(across: cut.cropEndAt, in: words), beats: beats)
  }
}
