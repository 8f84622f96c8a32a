import Foundation
import GRDB
import RiffusionAPI
import SongAnalysis
import SongLyrics
import Synchronization
import TestSupport
import Testing

@testable import SongRuns

@Suite struct SongRunTests {
  /// What two songs are, by their addresses.
  let sounds = ["/a.wav": RunStage.clicks(), "/b.wav": RunStage.clicks()]

  /// An extend of one round at 10 s, of a source that nobody can hear.
  func extend(rounds: Int = 1, at stage: RunStage) -> RunPlan {
    var extend = ExtendPlan(cropEndAt: 10)
    extend.rounds = rounds
    extend.parts = ["[Outro]\nbye"]
    return stage.plan(.extend(extend), GenerateRequest(title: "t", tag: "pop"))
  }

  /// Lets a song of so many seconds, such as the first that comes back, be heard with a last chorus
  /// that ends at a time.
  ///
  /// - Returns: Its file, and what its content is.
  @discardableResult
  func hearing(
    _ cut: Double, in seconds: Int = 20, at stage: RunStage
  ) throws -> (path: String, content: String) {
    let path = try stage.folder.write(RunStage.clicks(seconds), to: "\(seconds).wav")
    let content = try FileDigest(path: path).description
    let point = ExtendSuggestion(
      cropEndAt: cut, anchor: "last-chorus", confidence: 0.8, reason: "a chorus ends here")
    try stage.library.keep(
      ExampleAnalysis.document(
        sections: [], suggestions: SuggestionsReport(extend: [point], inpaint: [])),
      of: content, singing: TextDigest("[Outro]\nbye\n" + "\u{0}").description)
    return (path, content)
  }

  @Test func aRunBringsAllItsSongs() async throws {
    let transport = ScriptedTransport(
      RunStage.taken("a", "b"), RunStage.done("a", "b"), files: sounds)
    let stage = try RunStage(transport)
    let run = try await stage.carry(stage.plan(.order))
    #expect(run.state == .done)
    let request = try #require(try stage.library.requests(of: 1).first)
    #expect(request.state == .acknowledged)
    #expect(request.draft.body?[member: "title"] == "t")
    let songs = try stage.library.songs(of: request)
    try #require(songs.map(\.id) == ["a", "b"])
    for song in songs {
      #expect(song.present != nil)
      #expect(song.duration == 2 && song.decodeStatus == "ok")
      #expect(song.lyrics == "[Verse]\nla" && song.tags == "pop" && song.title == "t")
    }
    #expect(request.kept == songs[0].key)
  }

  @Test func anExtendKnowsItsParent() async throws {
    let transport = ScriptedTransport(RunStage.taken("a"), RunStage.done("a"), files: sounds)
    let stage = try RunStage(transport)
    _ = try await stage.carry(extend(at: stage), from: stage.upload())
    let song = try stage.library.song(named: "a")
    #expect(song.transform == "extend" && song.cropEndAt == 10)
    #expect(try song.parent.flatMap(stage.library.song)?.id == "u")
  }

  // Payment

  @Test func aRefusalStopsTheRunAndIsNotInDoubt() async throws {
    let stage = try RunStage(ScriptedTransport(("/riffusion/generate", 402, "")))
    let error = try await #require(throws: RiffusionError.self) {
      try await stage.carry(stage.plan(.order))
    }
    #expect(error.code == .quota)
    #expect(try stage.states() == [.refused])
    #expect(try stage.onlyRun().state == .stopped)
    #expect(try stage.onlyRun().problem?.contains("quota") == true)
  }

  @Test func whatMayHaveBeenChargedIsNeverSentAgain() async throws {
    let transport = ScriptedTransport(("/riffusion/generate", 502, ""))
    let stage = try RunStage(transport)
    await #expect(throws: RiffusionError.self) { try await stage.carry(stage.plan(.order)) }
    #expect(try stage.states() == [.open])
    for _ in 1...2 {
      let error = try await #require(throws: SongRunError.self) {
        try await stage.run.carry(try stage.onlyRun())
      }
      #expect(error.code == .inDoubt)
    }
    #expect(transport.calls == ["POST /riffusion/generate"])
  }

  @Test func aRequestThatWasNotChargedIsSentAnew() async throws {
    let transport = ScriptedTransport(
      ("/riffusion/generate", 502, ""), RunStage.taken("a"), RunStage.done("a"), files: sounds)
    let stage = try RunStage(transport)
    await #expect(throws: RiffusionError.self) { try await stage.carry(stage.plan(.order)) }
    _ = try stage.library.confirmNotCharged(try #require(try stage.library.request(1)))
    try await stage.run.carry(try stage.onlyRun())
    #expect(try stage.onlyRun().state == .done)
    #expect(try stage.states() == [.notCharged, .acknowledged])
  }

  @Test func anAdoptedSongIsFetchedAndNothingIsSent() async throws {
    let transport = ScriptedTransport(
      ("/riffusion/generate", 502, ""), RunStage.done("a"), files: sounds)
    let stage = try RunStage(transport)
    await #expect(throws: RiffusionError.self) { try await stage.carry(stage.plan(.order)) }
    _ = try stage.library.adopt(
      "a", for: try #require(try stage.library.request(1)), of: stage.onlyRun())
    try await stage.run.carry(try stage.onlyRun())
    #expect(try stage.onlyRun().state == .done)
    #expect(try stage.library.song(named: "a").present != nil)
  }

  @Test func aRunGoesOnAtItsOwnProviderAlone() async throws {
    let transport = ScriptedTransport(RunStage.taken("a"))
    let stage = try RunStage(transport)
    let begun = try stage.run.begin(stage.plan(.order), from: nil, maxRequests: 1)
    try await stage.run.carry(begun, waits: false)
    let elsewhere = ScriptedTransport()
    let provider = try LibraryDraft.provider("openai-hk", at: "https://other.test")
    let other = RiffusionClient(
      provider: provider, key: try APIKey("hk-other"), transport: elsewhere)
    let sending = PaidSending(library: stage.library, client: other, mostPerDay: nil)
    let error = try await #require(throws: RiffusionError.self) {
      try await SongRun(sending) { _ in }.carry(try stage.onlyRun())
    }
    #expect(error.code == .otherProvider)
    #expect(elsewhere.calls == [])
    #expect(try stage.onlyRun().state == .open)
  }

  @Test func onlyOneProcessWorksOnARun() async throws {
    let stage = try RunStage(ScriptedTransport())
    let begun = try stage.run.begin(stage.plan(.order), from: nil, maxRequests: 1)
    let lock = try RunLock(run: 1, in: stage.library)
    let error = try await #require(throws: SongRunError.self) { try await stage.run.carry(begun) }
    _ = consume lock
    #expect(error.code == .runIsBusy)
    #expect(try stage.onlyRun().state == .open)
  }

  @Test func theKeyIsNotInTheLibrary() async throws {
    let transport = ScriptedTransport(
      ("/riffusion/generate", 400, #"{"message": "bad key hk-test"}"#))
    let stage = try RunStage(transport)
    await #expect(throws: RiffusionError.self) { try await stage.carry(stage.plan(.order)) }
    let key = Data("hk-test".utf8)
    let home = stage.library.home.path
    for name in try FileManager.default.subpathsOfDirectory(atPath: home) {
      let bytes = FileManager.default.contents(atPath: home + "/" + name) ?? Data()
      #expect(bytes.range(of: key) == nil, "\(name)")
    }
  }

  @Test func theBudgetHoldsOverRuns() async throws {
    let transport = ScriptedTransport(RunStage.taken("a"))
    let stage = try RunStage(transport)
    let sending = PaidSending(library: stage.library, client: stage.client, mostPerDay: 1)
    let run = SongRun(sending) { _ in }
    try await run.carry(
      try run.begin(stage.plan(.order), from: nil, maxRequests: 1), waits: false)
    let error = try await #require(throws: SongRunError.self) {
      try await run.carry(try run.begin(stage.plan(.order), from: nil, maxRequests: 1))
    }
    #expect(error.code == .budgetSpent)
    #expect(transport.calls.count == 1)
    #expect(try stage.library.run(2).state == .stopped)
  }

  // Interruptions

  @Test func interruptedInMidSubmitItIsInDoubt() async throws {
    let (reached, continuation) = AsyncStream.makeStream(of: Void.self)
    let transport = ScriptedTransport(
      RunStage.taken("a"),
      pausing: { _ in
        continuation.finish()
        try await Task.sleep(for: .seconds(3600))
      })
    let stage = try RunStage(transport)
    let work = Task { try await stage.carry(stage.plan(.order)) }
    for await _ in reached {}
    work.cancel()
    let error = try await #require(throws: RiffusionError.self) { try await work.value }
    #expect(error.mayHaveBeenCharged)
    #expect(try stage.states() == [.open])
    #expect(try stage.onlyRun().state == .open)
  }

  @Test func interruptedBeforeTheSubmitNothingIsSpent() async throws {
    let stage = try RunStage(ScriptedTransport())
    let begun = try stage.run.begin(stage.plan(.order), from: nil, maxRequests: 1)
    let request = PaidRequest(run: 1, round: 1, purpose: .order, draft: LibraryDraft.sent)
    // The task is cancelled after the intent, and before the request is on the wire.
    let work = Task {
      try await stage.run.sending.send(request) {
        withUnsafeCurrentTask { $0?.cancel() }
        return try await stage.client.submit(RunStage.request)
      } noting: {
        PaidAnswer(job: $0)
      }
    }
    await #expect(throws: CancellationError.self) { try await work.value }
    #expect(try stage.states() == [.refused])
    #expect(try stage.library.run(begun.id ?? 0).state == .open)
  }

  /// The provider took the order and the disk is full: what came must not be lost.
  @Test func anAnswerThatCannotBeWrittenDownIsTold() async throws {
    let stage = try RunStage(ScriptedTransport())
    _ = try stage.run.begin(stage.plan(.upload).uploading("u"), from: nil, maxRequests: 1)
    let request = PaidRequest(run: 1, round: 0, purpose: .upload, draft: LibraryDraft.sent)
    let error = try await #require(throws: SongRunError.self) {
      try await stage.run.sending.send(request) {
        try stage.library.record(.edited) {
          try $0.execute(sql: "ALTER TABLE request RENAME TO hidden")
        }
        return "u-17"
      } noting: {
        PaidAnswer(uploadID: $0)
      }
    }
    #expect(error.code == .brokenLibrary)
    #expect(error.detail.contains("segue resume 1 --adopt u-17"))
    try stage.library.record(.edited) {
      try $0.execute(sql: "ALTER TABLE hidden RENAME TO request")
    }
    #expect(try stage.states() == [.open])
  }

  @Test func whatWasAcknowledgedIsWaitedForAndNotSentAgain() async throws {
    let transport = ScriptedTransport(RunStage.taken("a"), RunStage.done("a"), files: sounds)
    let stage = try RunStage(transport)
    let begun = try stage.run.begin(stage.plan(.order), from: nil, maxRequests: 1)
    try await stage.run.carry(begun, waits: false)
    #expect(try stage.onlyRun().state == .open)
    try await stage.run.carry(try stage.onlyRun())
    #expect(try stage.onlyRun().state == .done)
    #expect(transport.calls.filter { $0.hasPrefix("POST") }.count == 1)
  }
}
