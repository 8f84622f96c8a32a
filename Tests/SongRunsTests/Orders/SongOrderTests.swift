import RiffusionAPI
import Synchronization
import Testing

@testable import SongRuns

@Suite struct SongOrderTests {
  /// Keeps what is reported.
  private final class Reports: Sendable {
    private let texts = Mutex<[String]>([])

    var all: [String] { texts.withLock(\.self) }

    func add(_ event: OrderEvent) {
      let text =
        switch event {
        case .uploading(let url): "uploading \(url)"
        case .submitted(let handle): "submitted \(handle)"
        case .warning(let text): "warning \(text)"
        default: "something else"
        }
      texts.withLock { $0.append(text) }
    }
  }

  private let reports = Reports()
  private let url = "https://x.example/a.mp3"

  private func order(_ transform: Morph.Transform = .cover, uploads: Bool = true) -> SongOrder {
    SongOrder(
      request: GenerateRequest(words: .lyrics("la"), title: "t", tag: "pop"), transform: transform,
      strengths: transform.usualStrengths,
      from: SourceLookup.Found(
        source: uploads ? nil : .song(id: "s"), uploadURL: url, song: nil, duration: 100))
  }

  @Test func anUploadComesFirstAndIsTheSource() async throws {
    let transport = ScriptedTransport(
      ("/riffusion/upload", 200, #"{"id": "u"}"#),
      ("/riffusion/generate", 200, #"{"jobs": [{"id": "a"}]}"#))
    let client = try transport.client("openai-hk")
    let drafts = try order().drafts(in: client)
    #expect(drafts.map(\.path) == ["/riffusion/upload", "/riffusion/generate"])
    #expect(drafts[1].body?[member: "morph.audio_upload_id"] == "<upload id>")
    #expect(transport.calls == [])

    let job = try await order().submit(to: client, reporting: reports.add)
    #expect(job.reference == .songs(["a"]))
    #expect(transport.calls == ["POST /riffusion/upload", "POST /riffusion/generate"])
    #expect(reports.all == ["uploading \(url)", "submitted \(JobHandle(job))"])
  }

  @Test func aPendingUploadIsWaitedFor() async throws {
    let task = "/api/v1/producer/task/t"
    let transport = ScriptedTransport(
      ("/api/v1/producer/upload", 200, #"{"task_id": "t"}"#), (task, 202, ""),
      (task, 200, #"{"data": [{"clip_id": "c", "state": "succeeded"}]}"#),
      ("/api/v1/producer/create", 200, #"{"task_id": "t2"}"#))
    let job = try await order().submit(
      to: transport.client("producer"), reporting: reports.add)
    #expect(job.reference == .task("t2"))
    #expect(transport.calls.filter { $0.hasPrefix("POST") }.count == 2)
    #expect(reports.all.contains("submitted producer:upload:t@https://api.test"))
  }

  @Test func aSourceThatIsThereIsNotUploaded() async throws {
    let transport = ScriptedTransport(("/riffusion/generate", 200, #"{"jobs": [{"id": "a"}]}"#))
    let client = try transport.client("openai-hk")
    #expect(try order(uploads: false).drafts(in: client).count == 1)
    _ = try await order(uploads: false).submit(to: client, reporting: reports.add)
    #expect(transport.calls == ["POST /riffusion/generate"])
  }

  /// The upload is paid for, so whoever orders again must not have to pay for it again.
  @Test func anUploadIsNotLostWhereTheOrderFails() async throws {
    let transport = ScriptedTransport(
      ("/riffusion/upload", 200, #"{"id": "u-17"}"#), ("/riffusion/generate", 429, ""))
    let error = try await #require(throws: RiffusionError.self) {
      try await order().submit(to: transport.client("openai-hk"), reporting: reports.add)
    }
    #expect(error.code == .rateLimited)
    #expect(reports.all.contains { $0.contains("--upload-id u-17") })
    #expect(transport.calls.count == 2)
  }

  @Test func anUploadInDoubtEndsIt() async throws {
    let transport = ScriptedTransport(("/riffusion/upload", 500, ""))
    let error = try await #require(throws: RiffusionError.self) {
      try await order().submit(to: transport.client("openai-hk"), reporting: reports.add)
    }
    #expect(error.mayHaveBeenCharged)
    #expect(transport.calls == ["POST /riffusion/upload"])
  }

  @Test func everythingIsCheckedBeforeTheUpload() async throws {
    let transport = ScriptedTransport()
    let client = try transport.client("openai-hk")
    var untitled = order()
    untitled.request.title = nil
    var late = order(.extend(cropEndAt: 101))
    late.request.title = "t"
    var strong = order()
    strong.request.morph?.strengths.lyrics = 2
    for (order, code) in [
      (untitled, RiffusionError.Code.incomplete), (late, .invalidValue), (strong, .invalidValue),
    ] {
      let error = try await #require(throws: RiffusionError.self) {
        try await order.submit(to: client, reporting: reports.add)
      }
      #expect(error.code == code)
    }
    let keyless = try transport.client("openai-hk", hasKey: false)
    await #expect(throws: RiffusionError.self) {
      try await order().submit(to: keyless, reporting: reports.add)
    }
    #expect(transport.calls == [])
  }

  @Test func whatTheUserLeavesOpenIsTheSources() {
    let song = Song(id: "s", title: "Rain", lyrics: "[Verse]\nold", tags: "jazz")
    func order(_ transform: Morph.Transform, _ request: GenerateRequest) -> GenerateRequest {
      SongOrder(
        request: request, transform: transform, strengths: .standard,
        from: SourceLookup.Found(source: .song(id: "s"), song: song)
      ).request
    }
    let cover = order(.cover, GenerateRequest())
    #expect(cover.title == "Rain(Cover)")
    #expect(cover.tag == "jazz")
    #expect(cover.words == .lyrics("[Verse]\nold"))
    // The words of an extend are those of its new part.
    #expect(order(.extend(cropEndAt: 1), GenerateRequest()).words == nil)
    let own = GenerateRequest(words: .lyrics("new"), title: "Mine", tag: "pop")
    let kept = order(.cover, own)
    #expect(kept.title == "Mine" && kept.tag == "pop" && kept.words == .lyrics("new"))
  }

  @Test func aLateCropIsReportedOnce() async throws {
    let transport = ScriptedTransport(("/riffusion/generate", 200, #"{"jobs": [{"id": "a"}]}"#))
    var order = order(.extend(cropEndAt: 200), uploads: false)
    order.sourceDuration = nil
    _ = try await order.submit(to: transport.client("openai-hk"), reporting: reports.add)
    #expect(reports.all.filter { $0.hasPrefix("warning") }.count == 1)
  }
}
