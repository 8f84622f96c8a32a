import Foundation
import RiffusionAPI
import TestSupport
import Testing

@testable import SongRuns

/// Runs that let the provider take in their source first.
@Suite struct SongRunUploadTests {
  private let url = "https://x.example/a.mp3"
  private let upload = ("/riffusion/upload", 200, #"{"id": "u-17"}"#)

  private func source(at stage: RunStage) async throws -> RunSource {
    try await stage.source(url, SourceLookup(uploadURL: url))
  }

  @Test func anUploadComesFirstAndIsTheSource() async throws {
    let transport = ScriptedTransport(
      upload, RunStage.taken("a"), RunStage.done("a"), files: ["/a.wav": RunStage.clicks()])
    let stage = try RunStage(transport)
    let run = try await stage.carry(
      stage.plan(.order, as: .cover), from: source(at: stage), maxRequests: 2)
    #expect(run.state == .done)
    #expect(
      transport.calls == [
        "POST /riffusion/upload", "POST /riffusion/generate", "GET /riffusion/feed/a",
      ])
    let requests = try stage.library.requests(of: 1)
    try #require(requests.map(\.purpose) == [.upload, .order])
    #expect(requests.map(\.round) == [0, 1])
    #expect(requests[1].draft.body?[member: "morph.audio_upload_id"] == "u-17")
    #expect(requests[1].order?.morph?.source == .upload(id: "u-17"))
    let child = try stage.library.song(named: "a")
    #expect(try child.parent.flatMap(stage.library.song)?.id == "u-17")
  }

  @Test func aPendingUploadIsWaitedFor() async throws {
    let task = "/api/v1/producer/task/t"
    let transport = ScriptedTransport(
      ("/api/v1/producer/upload", 200, #"{"task_id": "t"}"#), (task, 202, ""),
      (task, 200, #"{"data": [{"clip_id": "c", "state": "succeeded"}]}"#),
      ("/api/v1/producer/create", 429, ""))
    let stage = try RunStage(transport, at: "producer")
    await #expect(throws: RiffusionError.self) {
      try await stage.carry(
        stage.plan(.order, as: .cover), from: source(at: stage), maxRequests: 2)
    }
    let requests = try stage.library.requests(of: 1)
    try #require(requests.map(\.purpose) == [.upload, .order])
    #expect(requests[0].handle?.reference == .upload("t"))
    #expect(requests[0].uploadID == "c")
    #expect(requests[1].order?.morph?.source == .upload(id: "c"))
  }

  @Test func aSourceThatIsThereIsNotUploaded() async throws {
    let transport = ScriptedTransport(("/riffusion/generate", 429, ""))
    let stage = try RunStage(transport)
    await #expect(throws: RiffusionError.self) {
      try await stage.carry(stage.plan(.order, as: .cover), from: stage.upload())
    }
    #expect(transport.calls == ["POST /riffusion/generate"])
  }

  /// The upload is paid for, so whoever orders again must not have to pay for it again.
  @Test func anUploadIsNotLostWhereTheOrderFails() async throws {
    let transport = ScriptedTransport(
      upload, ("/riffusion/generate", 429, ""), RunStage.taken("a"), RunStage.done("a"),
      files: ["/a.wav": RunStage.clicks()])
    let stage = try RunStage(transport)
    let error = try await #require(throws: RiffusionError.self) {
      try await stage.carry(
        stage.plan(.order, as: .cover), from: source(at: stage), maxRequests: 2)
    }
    #expect(error.code == .rateLimited)
    #expect(try stage.onlyRun().state == .stopped)
    try stage.library.reopen(try stage.onlyRun(), isBold: false, maxRequests: nil)
    try await stage.run.carry(try stage.onlyRun())
    #expect(try stage.onlyRun().state == .done)
    #expect(transport.calls.filter { $0 == "POST /riffusion/upload" }.count == 1)
    #expect(try stage.states() == [.acknowledged, .refused, .acknowledged])
  }

  @Test func anUploadInDoubtEndsIt() async throws {
    let transport = ScriptedTransport(("/riffusion/upload", 500, ""))
    let stage = try RunStage(transport)
    let error = try await #require(throws: RiffusionError.self) {
      try await stage.carry(
        stage.plan(.order, as: .cover), from: source(at: stage), maxRequests: 2)
    }
    #expect(error.mayHaveBeenCharged)
    #expect(try stage.onlyRun().state == .open)
    let doubt = try await #require(throws: SongRunError.self) {
      try await stage.run.carry(try stage.onlyRun())
    }
    #expect(doubt.code == .inDoubt)
    #expect(transport.calls == ["POST /riffusion/upload"])
  }

  @Test func anUploadThatTheProviderGaveUpEndsTheRun() async throws {
    let task = "/api/v1/producer/task/t"
    let transport = ScriptedTransport(
      ("/api/v1/producer/upload", 200, #"{"task_id": "t"}"#),
      (task, 200, #"{"data": [{"clip_id": "c", "state": "failed"}]}"#))
    let stage = try RunStage(transport, at: "producer")
    await #expect(throws: SongRunError.self) {
      try await stage.carry(
        stage.plan(.order, as: .cover), from: source(at: stage), maxRequests: 2)
    }
    #expect(try stage.onlyRun().state == .stopped)
  }

  /// What was known of the file must outlive the process, or the paid upload could not be used.
  @Test func afterACrashAnUploadIsStillTheSongOfItsFile() async throws {
    let transport = ScriptedTransport(
      upload, ("/riffusion/generate", 429, ""))
    let stage = try RunStage(transport)
    let path = try stage.folder.write(RunStage.clicks(1), to: "song.wav")
    let source = try await stage.source(path, SourceLookup(uploadURL: url))
    let plan = stage.plan(.order, as: .cover)
    let planned = try await stage.run.planned(plan, from: source)
    let begun = try stage.run.begin(
      plan.uploading(source.uploadURL), from: planned.source, maxRequests: 2)
    // Another process goes on, which knows only what is in the library.
    await #expect(throws: RiffusionError.self) { try await stage.run.carry(begun) }
    let song = try stage.library.song(named: "u-17")
    #expect(song.path == path)
    #expect(song.duration == 1)
    #expect(song.sha256 == source.song.sha256)
  }

  @Test func everythingIsCheckedBeforeTheUpload() async throws {
    let transport = ScriptedTransport()
    let stage = try RunStage(transport)
    let path = try stage.folder.write(RunStage.clicks(1), to: "song.wav")
    let source = try await stage.source(path, SourceLookup(uploadURL: url))
    var untitled = stage.plan(.order, as: .cover)
    untitled.template.title = nil
    var late = stage.plan(.extend(ExtendPlan(cropEndAt: 1.5)))
    late.template.words = .lyrics("la")
    var strong = stage.plan(.order, as: .cover)
    strong.strengths = StrengthChoice(lyrics: 2)
    for (plan, code) in [
      (untitled, RiffusionError.Code.incomplete), (late, .invalidValue), (strong, .invalidValue),
    ] {
      let error = try await #require(throws: RiffusionError.self) {
        try await stage.carry(plan, from: source, maxRequests: 2)
      }
      #expect(error.code == code)
    }
    let keyless = try RunStage(transport, hasKey: false)
    await #expect(throws: RiffusionError.self) {
      try await keyless.carry(stage.plan(.order, as: .cover), from: source, maxRequests: 2)
    }
    #expect(transport.calls == [])
  }
}
