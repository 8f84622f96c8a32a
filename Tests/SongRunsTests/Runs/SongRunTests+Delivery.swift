import Foundation
import RiffusionAPI
import Synchronization
import TestSupport
import Testing

@testable import SongRuns

/// What becomes of the songs that came, and of those that did not.
extension SongRunTests {
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

  @Test func aRunWithABrokenSeamIsNotGoneOnWithHoweverOftenItIsResumed() async throws {
    let noise = WAVFile(samples: Signals.noise(amplitude: 0.5, frameCount: 30 * 48_000, seed: 1))
    let transport = ScriptedTransport(
      RunStage.taken("a"), RunStage.done("a"), files: ["/a.wav": noise.bytes])
    let stage = try RunStage(transport)
    let path = try stage.folder.write(RunStage.clicks(20), to: "song.wav")
    let source = try await stage.source(path, SourceLookup(uploadID: "u"))
    let broken = try await #require(throws: SongRunError.self) {
      try await stage.carry(extend(at: stage), from: source)
    }
    #expect(broken.code == .brokenSeam)
    let run = try stage.onlyRun()
    #expect(run.state == .stopped)
    try stage.library.reopen(run, isBold: true, maxRequests: 5, folder: nil)
    let again = try await #require(throws: SongRunError.self) {
      try await stage.run.carry(try stage.onlyRun())
    }
    #expect(again == broken)
    #expect(try stage.onlyRun().state == .stopped)
    #expect(try stage.states() == [.acknowledged])
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
    #expect(
      error.detail == "a: generationFailed: the song could not be made (the provider says: failed)")
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
    #expect(!error.detail.contains("resume"))
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

  /// What is not done when the time is over seldom ever is, and must not hold up what is there.
  @Test func aSongThatNeverEndsDoesNotHoldUpTheOther() async throws {
    let transport = ScriptedTransport(
      RunStage.taken("a", "b"),
      (
        "/riffusion/feed/a,b", 200,
        #"[{"id": "a", "status": "complete", "audio_url": "https://api.test/a.wav"}, {"id": "b"}]"#
      ), files: sounds)
    let stage = try RunStage(transport, deadline: .zero)
    #expect(try await stage.carry(stage.plan(.order)).state == .done)
    let request = try #require(try stage.library.request(1))
    #expect(try request.kept.flatMap(stage.library.song)?.id == "a")
    #expect(try stage.library.song(named: "b").state.isFinal == false)
    let job = try #require(request.job)
    #expect(
      stage.events.notices == [
        "b: still under way, and not waited for; segue fetch \(job) tries again"
      ])
  }

  /// Noise goes on from nothing; the other one may.
  @Test func whereTheSeamIsBrokenTheOtherOneIsWaitedForAgain() async throws {
    let noise = WAVFile(samples: Signals.noise(amplitude: 0.5, frameCount: 30 * 48_000, seed: 1))
    let transport = ScriptedTransport(
      RunStage.taken("a", "b"),
      (
        "/riffusion/feed/a,b", 200,
        #"[{"id": "a", "status": "complete", "audio_url": "https://api.test/a.wav"}, {"id": "b"}]"#
      ), files: ["/a.wav": noise.bytes])
    let stage = try RunStage(transport, deadline: .zero)
    let path = try stage.folder.write(RunStage.clicks(20), to: "song.wav")
    let source = try await stage.source(path, SourceLookup(uploadID: "u"))
    let error = try await #require(throws: RiffusionError.self) {
      try await stage.carry(extend(at: stage), from: source)
    }
    #expect(error.code == .deadline)
    #expect(try stage.onlyRun().state == .open)
    #expect(try stage.library.song(named: "a").seam?.verdict == .broken)
  }

  @Test func aRunOfWhichNoSongEndsStaysOpen() async throws {
    let transport = ScriptedTransport(
      RunStage.taken("a", "b"), ("/riffusion/feed/a,b", 200, #"[{"id": "a"}, {"id": "b"}]"#))
    let stage = try RunStage(transport, deadline: .zero)
    let error = try await #require(throws: RiffusionError.self) {
      try await stage.carry(stage.plan(.order))
    }
    #expect(error.code == .deadline)
    #expect(error.detail == "a, b: still under way; go on with segue resume 1")
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
    let begun = try stage.run.begin(stage.plan(.order), from: nil, maxRequests: 1)
    try await stage.run.carry(begun, waits: false)
    try FileManager.default.removeItem(atPath: stage.folder.path(of: "songs"))
    let folder = try stage.folder.write([], to: "songs")
    let error = try await #require(throws: RiffusionError.self) {
      try await stage.run.carry(begun)
    }
    #expect(error.code == .cannotWrite)
    #expect(error.detail.hasSuffix("segue resume 1, or with --output where songs can be written"))
    #expect(try stage.onlyRun().state == .open)
    try FileManager.default.removeItem(atPath: folder)
    try await stage.run.carry(try stage.onlyRun())
    #expect(try stage.onlyRun().state == .done)
    #expect(try stage.library.songs().allSatisfy { $0.present != nil })
    #expect(transport.calls.filter { $0.hasPrefix("POST") }.count == 1)
  }

  @Test(arguments: [401, 402, 410, 422])
  func aRunWhoseSongsCannotBeAskedForStaysOpenAndSaysHowToGoOn(status: Int) async throws {
    let transport = ScriptedTransport(
      ("/riffusion/generate", 200, #"{"jobs": [{"id": "a"}]}"#), ("/riffusion/feed/a", status, ""))
    let stage = try RunStage(transport)
    let error = try await #require(throws: RiffusionError.self) {
      _ = try await stage.carry(stage.plan(.order))
    }
    #expect(error.status == status)
    #expect(error.detail.contains("segue resume 1"))
    #expect(!error.mayHaveBeenCharged)
    #expect(try stage.onlyRun().state == .open)
  }

  @Test func aFolderThatCannotBeWrittenEndsARunBeforeItPays() async throws {
    let transport = ScriptedTransport()
    let stage = try RunStage(transport)
    try stage.folder.write([], to: "songs")
    let error = try await #require(throws: SongRunError.self) {
      try await stage.carry(stage.plan(.order))
    }
    #expect(error.code == .cannotWrite)
    #expect(transport.calls == [])
    #expect(try stage.onlyRun().state == .stopped)
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
}
