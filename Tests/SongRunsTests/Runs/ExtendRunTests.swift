import RiffusionAPI
import SongAnalysis
import SongLyrics
import TestSupport
import Testing

@testable import SongRuns

@Suite struct ExtendRunTests {
  private let heard = ExampleAnalysis.sung

  private func source(_ lyrics: String? = PartLyricsTests.lyrics.text) throws -> LibrarySong {
    var song = LibrarySong(at: try LibraryDraft.provider("openai-hk"), source: .song(id: "s"))
    (song.title, song.tags, song.model) = ("Rain", "jazz", "FUZZ-1.0")
    song.lyrics = lyrics
    return song
  }

  private func run(
    _ extend: ExtendPlan = ExtendPlan(), latest: Double? = nil,
    _ change: (inout RunPlan) -> Void = { _ in }
  ) -> ExtendRun {
    var plan = RunPlan(.extend(extend), template: GenerateRequest(), folder: "songs")
    change(&plan)
    return ExtendRun(plan, extend, latestCrop: latest)
  }

  private func order(
    _ run: ExtendRun, in round: Int = 1, of source: LibrarySong, heard: AnalysisDocument?,
    previous: Double? = nil
  ) throws(SongRunError) -> PlannedOrder {
    try run.order(in: round, of: source, heard: heard, previous: previous, strengths: nil)
  }

  @Test func withoutWordsTheSourcesOwnAreSungOn() throws {
    let extend = ExtendPlan(anchor: "Verse 2")
    let order = try order(run(extend), of: source(), heard: heard)
    #expect(order.request.words == .lyrics("[Chorus]\ntwo\n\n[Bridge 桥]\nfour\n\n[Chorus]\ntwo\n"))
    #expect(order.lyrics == PartLyricsTests.lyrics.text)
    #expect(order.notices.count == 1)
  }

  /// The section that the cut parts is sung anew, even where none before it is kept.
  @Test(arguments: [10, 35]) func beforeTheFirstSectionEndsAllOfTheWordsAreStillToBeSung(
    cut: Double
  ) throws {
    let order = try order(run(ExtendPlan(cropEndAt: cut)), of: source(), heard: heard)
    #expect(order.request.words == .lyrics(PartLyricsTests.lyrics.text))
    #expect(order.lyrics == PartLyricsTests.lyrics.text)
    #expect(order.notices == ["the new part sings what the source sings after the cut"])
  }

  @Test func afterTheLastWordsTheChorusIsSungOnceMore() throws {
    let order = try order(run(), of: source(), heard: heard)
    #expect(order.request.words == .lyrics("[Chorus]\ntwo\n\n[Outro]\n"))
    #expect(order.lyrics == PartLyricsTests.lyrics.text + "\n[Chorus]\ntwo\n\n[Outro]\n")
    #expect(order.request.morph?.transform == .extend(cropEndAt: 189.98))
    #expect(order.request.title == "Rain(Extend)")
  }

  @Test func everyRoundHasItsPartAndTheLastIsUsedAgain() throws {
    var extend = ExtendPlan()
    extend.parts = ["[A]\na", "[B]\nb"]
    for (round, words) in [(1, "[A]\na"), (2, "[B]\nb"), (3, "[B]\nb")] {
      let order = try order(run(extend), in: round, of: source(), heard: heard)
      #expect(order.request.words == .lyrics(words))
      #expect(order.notices == [])
      #expect(order.lyrics == PartLyricsTests.lyrics.text + "\n" + words + "\n")
    }
  }

  /// The child sings what of the source ends by the cut, and the new part.
  @Test func aChildDoesNotSingWhatWasCutOff() throws {
    var extend = ExtendPlan(cropEndAt: 69.98)
    extend.parts = ["[End]\nbye"]
    let order = try order(run(extend), of: source(), heard: heard)
    #expect(order.lyrics == "[Verse]\none\n\n[Chorus]\ntwo\n\n[End]\nbye\n")
    #expect(order.choice?.confidence == nil)
    #expect(order.choice?.reason == "asked for")
  }

  /// To say what is kept of the words one must hear where they are.
  @Test func whatASingerKeepsIsNotGuessed() throws {
    var extend = ExtendPlan(cropEndAt: 69.98)
    extend.parts = ["[End]\nbye"]
    #expect(try order(run(extend), of: source(), heard: nil).lyrics == nil)
    #expect(try order(run(extend), of: source("no markers"), heard: heard).lyrics == nil)
    #expect(try order(run(extend), of: source(nil), heard: nil).lyrics == "[End]\nbye\n")
  }

  @Test func onlyTheUsersCutCanDoWithoutTheAudio() throws {
    #expect(!run(ExtendPlan(cropEndAt: 60)).needsAnalysis(in: 1))
    #expect(run(ExtendPlan(cropEndAt: 60)).needsAnalysis(in: 2))
    #expect(run().needsAnalysis(in: 1))
    let error = try #require(throws: SongRunError.self) {
      try order(run(), of: source(), heard: nil)
    }
    #expect(error.code == .unresolvedSource)
  }

  @Test func whatTheUserSaysOfTheSourceIsOfTheFirstRound() throws {
    let run = run { $0.sourceLyrics = "[Verse]\nmine\n" }
    let own = try source("[Verse]\nits own\n\n[Chorus]\ntwo\n")
    #expect(throws: SongRunError.self) { try order(run, of: own, heard: heard) }
    let second = try order(run, in: 2, of: own, heard: heard)
    #expect(second.request.words == .lyrics("[Chorus]\ntwo\n\n[Outro]\n"))
  }

  @Test func withoutAnyWordsNothingIsOrdered() throws {
    for lyrics in [nil, "[Verse]\none", "no markers"] {
      let error = try #require(throws: SongRunError.self) {
        try order(run(ExtendPlan(cropEndAt: 205)), of: source(lyrics), heard: heard)
      }
      #expect(error.code == .noLyrics)
      #expect(error.detail.contains("--lyrics"))
    }
  }

  @Test func aRunEndsAfterItsRoundsOrAtItsLength() throws {
    var song = try source()
    var extend = ExtendPlan()
    extend.rounds = 2
    #expect(!run(extend).isDone(after: 1, with: song))
    #expect(run(extend).isDone(after: 2, with: song))
    extend.until = 200
    for (duration, isDone) in [(nil, false), (199.9, false), (200, true)] as [(Double?, Bool)] {
      song.duration = duration
      #expect(run(extend).isDone(after: 9, with: song) == isDone)
    }
  }

  @Test func whatIsLongEnoughIsNotPaidFor() throws {
    var extend = ExtendPlan()
    (extend.rounds, extend.until) = (nil, 180)
    var song = try source()
    song.duration = 180
    let error = try #require(throws: SongRunError.self) {
      try order(run(extend), of: song, heard: heard)
    }
    #expect(error.code == .longEnough)
    song.duration = 179
    #expect(try order(run(extend), of: song, heard: heard).choice != nil)
  }

  @Test func theProvidersLatestCropIsHeeded() throws {
    let order = try order(run(latest: 180), of: source(), heard: heard)
    #expect(order.choice?.cropEndAt == 169.98)
  }
}
