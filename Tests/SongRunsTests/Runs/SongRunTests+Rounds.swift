import RiffusionAPI
import TestSupport
import Testing

@testable import SongRuns

/// What is ordered after the first round, and what is not.
extension SongRunTests {
  @Test func theNextRoundGoesOnFromTheSongThatWasKept() async throws {
    let transport = ScriptedTransport(
      RunStage.taken("a"), RunStage.done("a"), ("/riffusion/generate", 429, ""),
      files: ["/a.wav": RunStage.clicks(20)])
    let stage = try RunStage(transport)
    try hearing(15, at: stage)
    let error = try await #require(throws: RiffusionError.self) {
      try await stage.carry(extend(rounds: 2, at: stage), from: stage.upload(), maxRequests: 2)
    }
    #expect(error.code == .rateLimited)
    let requests = try stage.library.requests(of: 1)
    try #require(requests.map(\.round) == [1, 2])
    #expect(requests.map(\.state) == [.acknowledged, .refused])
    #expect(requests[1].order?.morph?.source == .song(id: "a"))
    #expect(requests[1].order?.morph?.transform == .extend(cropEndAt: 15))
    #expect(requests[1].source == requests[0].kept)
    #expect(requests[1].order?.words == .lyrics("[Outro]\nbye"))
  }

  /// What is heard in half a song is not what is in it.
  @Test func aSourceThatIsNotWholeIsTold() async throws {
    let stage = try RunStage(ScriptedTransport())
    let whole = RunStage.clicks(20)
    let path = try stage.folder.write(whole.prefix(whole.count * 3 / 4), to: "cut.wav")
    let source = try await RunSource(
      path, lookup: SourceLookup(songID: "s"), in: stage.library, for: stage.client.provider,
      asking: nil)
    _ = try await stage.run.planned(extend(at: stage), from: source)
    #expect(stage.events.notices.count == 1)
    #expect(stage.events.notices.first?.contains("cut.wav: truncated: ") == true)
  }

  @Test func roundsThatNothingIsLeftForAreNotOrdered() async throws {
    let transport = ScriptedTransport(
      RunStage.taken("a"), RunStage.done("a"), files: ["/a.wav": RunStage.clicks(20)])
    let stage = try RunStage(transport)
    try hearing(15, at: stage)
    let error = try await #require(throws: SongRunError.self) {
      try await stage.carry(extend(rounds: 2, at: stage), from: stage.upload(), maxRequests: 1)
    }
    #expect(error.code == .budgetSpent)
    #expect(try stage.onlyRun().state == .stopped)
    #expect(transport.calls.filter { $0.hasPrefix("POST") }.count == 1)
  }

  @Test func anOrderThatCannotBeSentEndsItsRun() async throws {
    let stage = try RunStage(ScriptedTransport())
    let plan = stage.plan(.order, GenerateRequest(words: .lyrics("la")))
    let error = try await #require(throws: RiffusionError.self) { try await stage.carry(plan) }
    #expect(error.code == .incomplete)
    #expect(try stage.onlyRun().state == .stopped)
    #expect(try stage.states() == [])
  }

  /// Without its source an extend would be an order of something else.
  @Test func withoutItsSourceNothingIsOrdered() async throws {
    let transport = ScriptedTransport()
    let stage = try RunStage(transport)
    for plan in [
      extend(at: stage), stage.plan(.order, as: .cover),
      stage.plan(.inpaint(InpaintPlan(range: SongRange("1-2")))),
    ] {
      let source = try await stage.upload()
      let begun = try stage.run.begin(plan, from: source, maxRequests: 1)
      try stage.library.remove(source.song)
      let error = try await #require(throws: SongRunError.self) {
        try await stage.run.carry(begun)
      }
      #expect(error.code == .unresolvedSource)
    }
    #expect(transport.calls == [])
  }

  /// The order must be cut where the file is that the user gave the library since it was planned.
  @Test func anOrderIsWorkedOutAgainForAFileThatIsAddedMeanwhile() async throws {
    let stage = try RunStage(ScriptedTransport(("/riffusion/generate", 429, "")))
    var song = LibrarySong(at: stage.client.provider, source: .song(id: "a"))
    song.lyrics = "[Outro]\nbye\n"
    (song.path, song.sha256) = try hearing(15, at: stage)
    _ = try stage.library.keep(song)
    var work = ExtendPlan()
    work.parts = ["[Outro]\nbye"]
    let plan = stage.plan(.extend(work), GenerateRequest(title: "t", tag: "pop"))
    let planned = try await stage.run.planned(plan, from: stage.source("a"))
    #expect(planned.order.choice?.cropEndAt == 15)

    (song.path, song.sha256) = try hearing(10, in: 12, at: stage)
    _ = try stage.library.keep(song)
    let begun = try stage.run.begin(plan, from: planned.source, maxRequests: 1)
    await #expect(throws: RiffusionError.self) {
      try await stage.run.carry(begun, beginningWith: planned)
    }
    let request = try stage.library.requests(of: 1).first
    #expect(request?.order?.morph?.transform == .extend(cropEndAt: 10))
  }

  @Test func aLateCropIsToldOnce() async throws {
    let transport = ScriptedTransport(("/riffusion/generate", 429, ""))
    let stage = try RunStage(transport)
    var plan = extend(at: stage)
    plan.work = .extend(ExtendPlan(cropEndAt: 200))
    plan.template.words = .lyrics("la")
    await #expect(throws: RiffusionError.self) {
      try await stage.carry(plan, from: stage.upload())
    }
    #expect(stage.events.notices.filter { $0.contains("200.0 s") }.count == 1)
  }

  @Test func lyricsAreWrittenDownAndEndTheRun() async throws {
    let transport = ScriptedTransport(
      ("/api/v1/sonic/lyrics", 200, #"{"data": [{"title": "Rain", "text": "[Verse]\nla"}]}"#))
    let stage = try RunStage(transport, at: "producer")
    let run = try await stage.carry(stage.plan(.lyrics(about: "rain")))
    #expect(run.state == .done)
    #expect(try stage.library.request(1)?.lyrics?.contains("[Verse]\nla") == true)
  }
}
