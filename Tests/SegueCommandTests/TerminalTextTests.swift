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
    let isSilent = document.loudness.integratedInLUFS == nil
    let text = AnalysisText(
      document, loudness: isSilent ? nil : ExampleAnalysis.curves.loudness
    ).text
    #expect(try Snapshot(name).difference(from: text) == nil)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.count <= 15)
  }

  @Test func aSuggestionReadsAsItDidLast() throws {
    for (name, purpose) in [
      ("suggestion-extend.txt", SuggestedRequest.Purpose.extend),
      ("suggestion-inpaint.txt", .inpaint),
    ] {
      let document = try SuggestedRequest(
        song: ExampleAnalysis.plain, purpose: purpose, anchor: nil,
        details: GenerateRequest(words: .lyrics("[Verse]\nla"), tag: "folk"), source: nil
      ).document(for: Provider(.openAIHK))
      #expect(try Snapshot(name).difference(from: SuggestionText(document).text()) == nil)
    }
  }

  @Test func aSongOfManySectionsAndLongWordsKeepsToItsLines() throws {
    let sections = (0..<120).map {
      SectionReport(
        start: Double($0) * 1.75, end: Double($0 + 1) * 1.75, label: .verse, group: "AB",
        confidence: 1, lyricsSection: "Strophe 詩 \($0)", lyricsSectionBegins: true)
    }
    let words = Array(repeating: "Donaudampfschifffahrtsgesellschaft", count: 30)
    let song = ExampleAnalysis.document(
      sections: sections,
      suggestions: SuggestionsReport(
        extend: [
          ExtendSuggestion(
            cropEndAt: 1, anchor: "end", confidence: 1, reason: words.joined(separator: " "))
        ],
        inpaint: [
          InpaintSuggestion(
            replaceStartAt: 1, replaceEndAt: 2, section: words.joined(), confidence: 1, reason: "")
        ]))
    let lines = AnalysisText(song, loudness: ExampleAnalysis.curves.loudness).text
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count <= 15)
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test func sectionsThatAllLackRoomLeaveNoEmptyRows() {
    let sections = (0..<160).map {
      SectionReport(
        start: Double($0) * 1.3, end: Double($0 + 1) * 1.3, label: .verse, group: "A",
        confidence: 1)
    }
    let text = AnalysisText(
      ExampleAnalysis.document(sections: sections), loudness: ExampleAnalysis.curves.loudness
    ).text
    #expect(!text.contains("\n\n\n") && !text.contains(" \n"))
    #expect(text.contains(" 3:30\n"))
  }

  @Test func anIntroTooShortForAColumnOfItsOwnIsNotInTheWay() {
    let sections = [0.0, 1, 100].map {
      SectionReport(
        start: $0, end: $0 == 0 ? 1 : $0 + 99, label: .verse, group: "A", confidence: 1,
        lyricsSection: nil, lyricsSectionBegins: false)
    }
    let lines = AnalysisText(ExampleAnalysis.document(sections: sections)).text.split(
      separator: "\n")
    #expect(lines[2].hasPrefix("0:00 "))
    #expect(lines[2].contains("1:40"))
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
    #expect("a\r\n\nb\u{1B}[2J\n".printableLines == ["a", "", "b\u{FFFD}[2J", ""])
    let song = ExampleAnalysis.document(
      sections: [], source: SourceReport(path: "x\u{1B}]0;owned\u{07}.mp3", sha256: nil))
    #expect(!AnalysisText(song).text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
  }
}
