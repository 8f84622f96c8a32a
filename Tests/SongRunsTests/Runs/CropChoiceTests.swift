import RiffusionAPI
import SongAnalysis
import TestSupport
import Testing

@testable import SongRuns

@Suite struct CropChoiceTests {
  private func choose(
    _ anchor: Anchor = .lastChorus, previous: Double? = nil, latest: Double? = nil,
    isBold: Bool = false, in song: AnalysisDocument = ExampleAnalysis.sung
  ) throws(SongRunError) -> RunChoice {
    try CropChoice(anchor: anchor, previous: previous, latest: latest, isBold: isBold)
      .choose(in: song)
  }

  /// The example with a single suggestion of low confidence.
  private func doubtful(_ confidence: Double, lyrics: LyricsReport? = nil) -> AnalysisDocument {
    let point = ExtendSuggestion(
      cropEndAt: 100, anchor: "last-chorus", confidence: confidence, reason: "maybe")
    return ExampleAnalysis.document(
      sections: [], suggestions: SuggestionsReport(extend: [point], inpaint: []), lyrics: lyrics)
  }

  @Test func theAnchorsOwnPointIsTaken() throws {
    let choice = try choose()
    #expect(choice.cropEndAt == 189.98)
    #expect(choice.anchor == "last-chorus")
    #expect(choice.confidence == 0.83)
    #expect(choice.transform == .extend(cropEndAt: 189.98))
  }

  @Test func aFileThatLacksItsEndHasNoKnownLastChorus() throws {
    let song = ExampleAnalysis.document(
      sections: ExampleAnalysis.sung.sections,
      quality: [
        QualityReport(
          kind: "abrupt-end", start: 209.9, end: 210, severity: .warning, detail: "it stops")
      ])
    for anchor in [Anchor.lastChorus, .lastChorusStart, .end, .auto] {
      let error = try #require(throws: SongRunError.self) { try choose(anchor, in: song) }
      #expect(error.code == .unsure)
      #expect(error.detail.contains("fetch it again"))
      _ = try choose(anchor, isBold: true, in: song)
    }
    _ = try choose(Anchor("Verse 2"), in: song)
  }

  @Test func whatTheProviderDoesNotKeepGivesWayToTheBestEarlierPoint() throws {
    let choice = try choose(latest: 180)
    #expect(choice.cropEndAt == 169.98)
    #expect(choice.anchor == "last-chorus-start")
    #expect(choice.reason.contains("3:00.0 that the provider keeps"))
  }

  @Test func theLatestCropItselfIsKept() throws {
    #expect(try choose(latest: 189.98).cropEndAt == 189.98)
  }

  @Test func aSecondRoundCutsLater() throws {
    let choice = try choose(.lastChorusStart, previous: 169)
    #expect(choice.cropEndAt == 189.98)
    #expect(choice.reason.contains("was cut at before"))
    #expect(try choose(previous: 187.98).cropEndAt == 189.98)
  }

  @Test func noPointIsAnErrorThatSaysWhatElseThereIs() throws {
    for (previous, latest) in [(nil, 100.0), (210, nil), (179, 180)] as [(Double?, Double?)] {
      let error = try #require(throws: SongRunError.self) {
        try choose(previous: previous, latest: latest)
      }
      #expect(error.code == .noSuchAnchor)
      #expect(error.detail.contains("--at"))
    }
  }

  @Test func whatIsNotTrustedIsNotPaidFor() throws {
    let error = try #require(throws: SongRunError.self) { try choose(in: doubtful(0.24)) }
    #expect(error.code == .unsure)
    #expect(error.detail.contains("24 %") && error.detail.contains("--yes"))
    #expect(try choose(isBold: true, in: doubtful(0.24)).cropEndAt == 100)
    #expect(try choose(in: doubtful(0.25)).cropEndAt == 100)
  }

  @Test func anotherRoundIsNotOfferedWhereTheSongWasCutBefore() throws {
    func point(_ time: Double, _ anchor: String) -> ExtendSuggestion {
      ExtendSuggestion(cropEndAt: time, anchor: anchor, confidence: 0.1, reason: "maybe")
    }
    let song = ExampleAnalysis.document(
      sections: [],
      suggestions: SuggestionsReport(
        extend: [point(100, "last-chorus"), point(60, "last-chorus-start"), point(130, "end")],
        inpaint: []))
    let first = try #require(throws: SongRunError.self) { try choose(in: song) }
    #expect(first.detail.contains("last-chorus-start at 1:00.0"))
    #expect(first.detail.contains("end at 2:10.0"))
    let second = try #require(throws: SongRunError.self) { try choose(previous: 80, in: song) }
    #expect(!second.detail.contains("last-chorus-start"))
    #expect(second.detail.contains("end at 2:10.0"))
    #expect(second.detail.contains("Resume the run with --yes"))
  }

  @Test func lyricsAreAskedForOnlyWhereTheyAreNotKnown() throws {
    let known = LyricsReport(isAligned: true, confidence: 0.2, wordTimes: nil, notices: [])
    for (lyrics, isAsked) in [(nil, true), (known, false)] as [(LyricsReport?, Bool)] {
      let error = try #require(throws: SongRunError.self) {
        try choose(in: doubtful(0.24, lyrics: lyrics))
      }
      #expect(error.detail.contains("--source-lyrics") == isAsked)
    }
  }

  @Test func aNamedSectionIsAPointToo() throws {
    let verse = try choose(try Anchor("Verse 2"))
    #expect(verse.cropEndAt.map { abs($0 - 99.98) < 0.001 } == true)
  }
}
