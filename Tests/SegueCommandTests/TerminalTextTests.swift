import RiffusionAPI
import SongAnalysis
import SongReports
import SongRuns
import TestSupport
import Testing

/// What `SongReports` writes for a terminal.
@Suite struct TerminalTextTests {
  @Test(arguments: [
    ("analysis-plain.txt", ExampleAnalysis.plain), ("analysis-sung.txt", ExampleAnalysis.sung),
    ("analysis-silent.txt", ExampleAnalysis.silent),
  ])
  func anAnalysisReadsAsItDidLast(name: String, document: AnalysisDocument) throws {
    let text = AnalysisText(document).text
    #expect(try Snapshot(name).difference(from: text) == nil)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func aSuggestionReadsAsItDidLast() throws {
    for (name, purpose) in [
      ("suggestion-extend.txt", SuggestedRequest.Purpose.extend),
      ("suggestion-inpaint.txt", .inpaint),
    ] {
      let document = try SuggestedRequest(
        song: ExampleAnalysis.plain, purpose: purpose, anchor: nil,
        details: GenerateRequest(words: .lyrics("[Verse]\nla"), tag: "folk"), source: nil
      ).document(in: .openAIHK)
      #expect(try Snapshot(name).difference(from: SuggestionText(document).text()) == nil)
    }
  }

  @Test func aLongListIsCutAndSaysSo() {
    let range = ExampleAnalysis.suggestions.inpaint[0]
    let song = ExampleAnalysis.document(
      sections: [],
      suggestions: SuggestionsReport(extend: [], inpaint: Array(repeating: range, count: 9)))
    let text = AnalysisText(song).text
    #expect(text.contains("    and 4 more, all in --format json\n"))
    #expect(text.split(separator: "\n").count { $0.contains("verse#2  ") } == 5)
  }

  @Test func colourChangesNothingButTheColour() throws {
    let text = AnalysisText(ExampleAnalysis.sung, style: TextStyle(hasColour: true)).text
    #expect(text.contains("\u{1B}[1m"))
    let bare = text.replacing(#/\u{1B}\[[0-9]+m/#, with: "")
    #expect(bare == AnalysisText(ExampleAnalysis.sung).text)
  }

  @Test func namesOfOthersCannotMoveTheCursor() {
    #expect("a\u{1B}[2Jb\nc\td\u{202E}e".printable == "a\u{FFFD}[2Jb c d\u{FFFD}e")
    #expect("童年 (Extend) é 👩‍👩‍👧".printable == "童年 (Extend) é 👩‍👩‍👧")
    let song = ExampleAnalysis.document(
      sections: [], source: SourceReport(path: "x\u{1B}]0;owned\u{07}.mp3", sha256: nil))
    #expect(!AnalysisText(song).text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
  }
}
