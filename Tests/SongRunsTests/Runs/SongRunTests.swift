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
  private let sounds = ["/a.wav": RunStage.clicks(), "/b.wav": RunStage.clicks()]

  /// An extend of one round at 10 s, of a source that nobody can hear.
  private func extend(rounds: Int = 1, at stage: RunStage) -> RunPlan {
    var extend = ExtendPlan(cropEndAt: 10)
    extend.rounds = rounds
    extend.parts = ["[Outro]\nbye"]
    return stage.plan(.extend(extend), GenerateRequest(title: "t", tag: "pop"))
  }

  /// Lets the first song that comes back be heard with a last chorus that ends at a time.
  private func hearing(_ cut: Double, at stage: RunStage) throws {
    let path = try stage.folder.write(RunStage.clicks(20), to: "a.wav")
    let point = ExtendSuggestion(
      cropEndAt: cut, anchor: "last-chorus", confidence: 0.8, reason: "a chorus ends here")
    try stage.library.keep(
      ExampleAnalysis.document(
        sections: [], suggestions: SuggestionsReport(extend: [point], inpaint: [])),
      of: FileDigest(path: path).description,
      singing: TextDigest("[Outro]\nbye\n" + "\u{0}").description)
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
    #expect(songs.map(\.id) == ["a", "b"])
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

  /// One result that is no audio does not take the other one away.
  @Test func aResultThatCannotBeHeardIsPassedOver() async throws {
    let noise = Array("RIFF....WAVEnothing".utf8)
    let transport = ScriptedTransport(
      RunStage.taken("a", "b"), RunStage.done("a", "b"),
      files: ["/a.wav": noise, "/b.wav": RunStage.clicks()])
    let stage = try RunStage(transport)
    let path = try stage.folder.write(RunStage.clicks(20), to: "song.wav")
    let source = try await stage.source(path, SourceLookup(uploadID: "u"))
    // Whatever the seam is like, both are looked at and the run comes to an end.
    _ = try? await stage.carry(extend(at: stage), from: source)
    #expect(try stage.onlyRun().state != .open)
    let request = try #require(try stage.library.request(1))
    #expect(try request.kept.flatMap(stage.library.song)?.id == "b")
    #expect(try stage.library.song(named: "a").problem != nil)
  }

  @Test func aSongThatIsHeldBackStopsTheRun() async throws {
    let transport = ScriptedTransport(
      RunStage.taken("a"),
      ("/riffusion/feed/a", 200, #"[{"id": "a", "status": "failed"}]"#))
    let stage = try RunStage(transport)
    let error = try await #require(throws: SongRunError.self) {
      try await stage.carry(stage.plan(.order))
    }
    #expect(error.code == .noUsableSong)
    #expect(error.detail.contains("a: "))
    #expect(try stage.onlyRun().state == .stopped)
  }

  @Test func aTaskThatFailedAsAWholeStopsTheRun() async throws {
    let transport = ScriptedTransport(
      ("/api/v1/producer/create", 200, #"{"task_id": "t"}"#),
      ("/api/v1/producer/task/t", 200, #"{"data": {"task_id": "t", "state": "failed"}}"#))
    let stage = try RunStage(transport, at: "producer")
    let error = try await #require(throws: SongRunError.self) {
      try await stage.carry(stage.plan(.order))
    }
    #expect(error.code == .noUsableSong)
    #expect(try stage.onlyRun().state == .stopped)
    #expect(try stage.states() == [.acknowledged])
  }

  /// A song is the user's from the moment that it is there, not once all of them are.
  @Test func everySongIsWrittenDownAsItComes() async throws {
    let transport = ScriptedTransport(
      RunStage.taken("a", "b"),
      (
        "/riffusion/feed/a,b", 200,
        #"[{"id": "a", "status": "complete", "audio_url": "https://api.test/a.wav"}]"#
      ), ("/riffusion/feed/b", 403, ""), files: sounds)
    let stage = try RunStage(transport)
    await #expect(throws: RiffusionError.self) { try await stage.carry(stage.plan(.order)) }
    #expect(try stage.library.songs().first { $0.id == "a" }?.present != nil)
    #expect(try stage.onlyRun().state == .open)
  }

  /// What is there, whole, is not fetched again by the process that goes on; what was cut is.
  @Test func onlyWhatIsMissingIsFetchedByWhoGoesOn() async throws {
    let transport = ScriptedTransport(
      RunStage.taken("a", "b"),
      (
        "/riffusion/feed/a,b", 200,
        #"[{"id": "a", "status": "complete", "audio_url": "https://api.test/a.wav"}]"#
      ), ("/riffusion/feed/b", 403, ""), RunStage.done("a", "b"), files: sounds)
    let stage = try RunStage(transport)
    await #expect(throws: RiffusionError.self) { try await stage.carry(stage.plan(.order)) }
    try await stage.run.carry(try stage.onlyRun())
    #expect(transport.downloads == ["/a.wav", "/b.wav"])
    #expect(try stage.onlyRun().state == .done)
    #expect(try stage.library.songs().allSatisfy { $0.present != nil })
  }

  /// A full disk or a line that is down ends the process, not the run: its songs are paid for.
  @Test func aRunWhoseSongsCannotBeFetchedForNowStaysOpen() async throws {
    let transport = ScriptedTransport(
      RunStage.taken("a", "b"), RunStage.done("a", "b"), RunStage.done("a", "b"), files: sounds)
    let stage = try RunStage(transport)
    let folder = try stage.folder.write([], to: "songs")
    let error = try await #require(throws: RiffusionError.self) {
      try await stage.carry(stage.plan(.order))
    }
    #expect(error.code == .cannotWrite)
    #expect(error.detail.contains("segue resume 1"))
    #expect(try stage.onlyRun().state == .open)
    try FileManager.default.removeItem(atPath: folder)
    try await stage.run.carry(try stage.onlyRun())
    #expect(try stage.onlyRun().state == .done)
    #expect(try stage.library.songs().allSatisfy { $0.present != nil })
    #expect(transport.calls.filter { $0.hasPrefix("POST") }.count == 1)
  }

  /// The provider may have forgotten the job by then.
  @Test func whereAllSongsAreThereNobodyIsAsked() async throws {
    let transport = ScriptedTransport(
      RunStage.taken("a", "b"), RunStage.done("a", "b"), files: sounds)
    let stage = try RunStage(transport)
    _ = try await stage.carry(stage.plan(.order))
    let request = try #require(try stage.library.request(1))
    _ = try stage.library.change(request, as: .edited) { $0.kept = nil }
    try await stage.run.carry(try stage.onlyRun())
    #expect(transport.calls.count == 2)
    #expect(transport.downloads.count == 2)
    #expect(try stage.library.request(1)?.kept == request.kept)
  }

  /// The run goes on with the one that came; how the other one can be had is told.
  @Test func aSongThatIsNotHandedOutIsNotForgotten() async throws {
    let transport = ScriptedTransport(
      RunStage.taken("a", "b"), RunStage.done("a", "b"), ("/b.wav", 451, ""),
      files: ["/a.wav": RunStage.clicks()])
    let stage = try RunStage(transport)
    #expect(try await stage.carry(stage.plan(.order)).state == .done)
    let job = try #require(try stage.library.request(1)?.job)
    #expect(stage.events.notices.contains { $0.contains("segue fetch \(job)") })
    #expect(try stage.library.song(named: "b").problem?.contains("451") == true)
  }

  /// Its address may be told anew some other day, for the asking.
  @Test func aSongWhoseAddressIsDeadStopsTheRunAndSaysHowToAskAgain() async throws {
    let transport = ScriptedTransport(
      RunStage.taken("a"), RunStage.done("a"), RunStage.done("a"),
      files: ["/a.wav": Array("<!DOCTYPE html><title>403</title>".utf8)])
    let stage = try RunStage(transport)
    let error = try await #require(throws: SongRunError.self) {
      try await stage.carry(stage.plan(.order))
    }
    #expect(error.code == .noUsableSong)
    #expect(error.detail.contains("segue resume 1"))
    #expect(try stage.onlyRun().state == .stopped)
  }

  @Test func aFileThatIsNoLongerWhatCameIsFetchedAgain() async throws {
    let transport = ScriptedTransport(
      RunStage.taken("a"), RunStage.done("a"), RunStage.done("a"), files: sounds)
    let stage = try RunStage(transport)
    _ = try await stage.carry(stage.plan(.order))
    let request = try #require(try stage.library.request(1))
    _ = try stage.library.change(request, as: .edited) { $0.kept = nil }
    let path = try #require(try stage.library.song(named: "a").path)
    try Data("cut".utf8).write(to: URL(filePath: path))
    try await stage.run.carry(try stage.onlyRun())
    #expect(transport.downloads == ["/a.wav", "/a.wav"])
    #expect(try stage.library.song(named: "a").wholeFile() != nil)
  }

  /// The user may say something of a song at the very moment when it comes, or is compared.
  @Test func whatTheUserSaysMeanwhileIsNotLost() async throws {
    let user = Mutex<SongLibrary?>(nil)
    let transport = ScriptedTransport(
      RunStage.taken("a"), RunStage.done("a"), files: ["/a.wav": RunStage.clicks(20)])
    let stage = try RunStage(transport) { step, moment in
      guard moment == .before, [.delivered, .checked].contains(step) else { return }
      guard let library = user.withLock(\.self) else { return }
      guard let provider = try? LibraryDraft.provider("openai-hk") else { return }
      var song = LibrarySong(at: provider, source: .song(id: "a"))
      if step == .delivered { song.title = "Mine" } else { song.tags = "mine" }
      _ = try? library.keep(song)
    }
    user.withLock { $0 = stage.library }
    let path = try stage.folder.write(RunStage.clicks(20), to: "song.wav")
    let source = try await stage.source(path, SourceLookup(uploadID: "u"))
    _ = try? await stage.carry(extend(at: stage), from: source)
    let song = try stage.library.song(named: "a")
    #expect(song.title == "Mine")
    #expect(song.tags == "mine")
    #expect(song.seam != nil && song.present != nil)
  }

  // Rounds

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
      let begun = try stage.run.begin(plan, from: source.song, maxRequests: 1)
      try stage.library.remove(source.song)
      let error = try await #require(throws: SongRunError.self) {
        try await stage.run.carry(begun)
      }
      #expect(error.code == .unresolvedSource)
    }
    #expect(transport.calls == [])
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
