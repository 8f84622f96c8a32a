import RiffusionAPI
import SongAnalysis
import SongLyrics
import TestSupport
import Testing

@testable import SongRuns

@Suite struct InpaintRunTests {
  private let heard = ExampleAnalysis.sung

  private func source(_ lyrics: String? = PartLyricsTests.lyrics.text) throws -> LibrarySong {
    var song = LibrarySong(at: try LibraryDraft.provider("openai-hk"), source: .song(id: "s"))
    (song.title, song.tags, song.lyrics) = ("Rain", "jazz", lyrics)
    return song
  }

  private func run(
    _ inpaint: InpaintPlan, words: String? = nil, sourceLyrics: String? = nil, isBold: Bool = false
  ) -> InpaintRun {
    var plan = RunPlan(.inpaint(inpaint), template: GenerateRequest(), folder: "songs")
    plan.template.words = words.map { .lyrics($0) }
    plan.sourceLyrics = sourceLyrics
    plan.isBold = isBold
    return InpaintRun(plan, inpaint)
  }

  private func order(
    _ run: InpaintRun, lyrics: String? = PartLyricsTests.lyrics.text, heard: AnalysisDocument?
  ) throws -> PlannedOrder {
    try run.order(of: source(lyrics), heard: heard, strengths: nil)
  }

  private func range(_ text: String) throws -> InpaintPlan {
    let range: SongRange = try #require(SongRange(text))
    return InpaintPlan(range: range)
  }

  @Test func aSectionSingsWhatItSang() throws {
    let order = try order(run(InpaintPlan(section: "section:Verse 2")), heard: heard)
    #expect(order.request.words == .lyrics("[Verse 2]\nthree\n"))
    #expect(order.choice?.replaceStartAt.map { abs($0 - 69.98) < 0.001 } == true)
    #expect(order.choice?.replaceEndAt.map { abs($0 - 99.98) < 0.001 } == true)
    #expect(order.lyrics == PartLyricsTests.lyrics.text)
    #expect(order.notices == ["the part sings what it sang: [Verse 2]"])
    #expect(order.request.title == "Rain(Inpaint)")
  }

  @Test(
    arguments: [
      ("75-95", "[Verse 2]\nthree\n"), ("50-100", "[Chorus]\ntwo\n\n[Verse 2]\nthree\n"),
      ("21-69", "[Verse]\none\n\n[Chorus]\ntwo\n"), ("45-70", "[Chorus]\ntwo\n"),
    ])
  func aRangeSingsTheSectionsThatMostlyLieInIt(text: String, words: String) throws {
    let order = try order(run(range(text)), heard: heard)
    #expect(order.request.words == .lyrics(words))
    #expect(order.choice?.reason == "asked for")
  }

  /// In the intro and behind the last words there is nothing to be sung anew.
  @Test(arguments: ["2-15", "195-205"])
  func whereNothingIsSungNoWordsAreGuessed(text: String) throws {
    let error = try #require(throws: SongRunError.self) {
      try order(run(range(text)), heard: heard)
    }
    #expect(error.code == .noLyrics)
  }

  @Test func wordsWhosePlaceIsUnknownAreNotGuessed() throws {
    for lyrics in ["no markers", "[Unheard]\nla"] {
      let error = try #require(throws: SongRunError.self) {
        try order(run(range("20-50")), lyrics: lyrics, heard: heard)
      }
      #expect(error.code == .noLyrics)
    }
  }

  /// The request carries the text of the range alone; the song sings it among the rest.
  @Test func newWordsTakeThePlaceOfTheOld() throws {
    let run = run(InpaintPlan(section: "section:Verse 2"), words: "[Verse 2]\nnew")
    let order = try order(run, heard: heard)
    #expect(order.request.words == .lyrics("[Verse 2]\nnew"))
    let whole = PartLyricsTests.lyrics.text.replacing("three", with: "new")
    #expect(order.lyrics == whole)
    #expect(order.notices == [])
  }

  @Test func whatTheUserSaysOfTheSourceGoesBeforeWhatIsKnown() throws {
    let own = PartLyricsTests.lyrics.text.replacing("three", with: "drei")
    let order = try order(
      run(InpaintPlan(section: "section:Verse 2"), sourceLyrics: own), heard: heard)
    #expect(order.request.words == .lyrics("[Verse 2]\ndrei\n"))
    #expect(order.lyrics == own)
  }

  @Test func theUsersRangeAndWordsNeedNoAudio() throws {
    let told = run(try range("20-50"), words: "la")
    #expect(!told.needsAnalysis)
    #expect(try order(told, heard: nil).request.words == .lyrics("la"))
    #expect(run(try range("20-50")).needsAnalysis)
    #expect(run(InpaintPlan(section: "auto"), words: "la").needsAnalysis)
    let error = try #require(throws: SongRunError.self) {
      try order(run(InpaintPlan(section: "auto")), heard: nil)
    }
    #expect(error.code == .unresolvedSource)
  }

  @Test func autoTakesTheFirstSuggestion() throws {
    let order = try order(run(InpaintPlan()), heard: heard)
    #expect(order.choice?.replaceStartAt == 69.98)
    #expect(order.request.words == .lyrics("[Verse 2]\nthree\n"))
  }

  @Test func whatIsNotTrustedIsNotPaidFor() throws {
    let poor = InpaintSuggestion(
      replaceStartAt: 69.98, replaceEndAt: 99.98, section: "Verse 2", confidence: 0.2,
      reason: "maybe")
    let song = ExampleAnalysis.document(
      sections: heard.sections, suggestions: SuggestionsReport(extend: [], inpaint: [poor]))
    let error = try #require(throws: SongRunError.self) {
      try order(run(InpaintPlan()), heard: song)
    }
    #expect(error.code == .unsure)
    #expect(error.detail.contains("20 %") && error.detail.contains("--range"))
    #expect(try order(run(InpaintPlan(), isBold: true), heard: song).choice?.confidence == 0.2)
  }
}
