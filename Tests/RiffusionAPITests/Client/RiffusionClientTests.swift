import Foundation
import HTTPTypes
import Testing

@testable import RiffusionAPI

@Suite struct RiffusionClientTests {
  private func feed(_ songs: (String, String)...) -> StubTransport.Answer {
    .json(
      "[" + songs.map { #"{"id": "\#($0.0)", "status": "\#($0.1)"}"# }.joined(separator: ",") + "]")
  }

  @Test func oneQuestionAsksForAllSongsThatAreOpen() async throws {
    let transport = StubTransport(
      feed(("a", "queued"), ("b", "queued"), ("c", "queued")),
      feed(("b", "complete"), ("a", "process")), feed(("a", "complete"), ("c", "flagged")))
    let clock = TestClock()
    let client = try RiffusionClient.stub(.openAIHK, transport, clock: clock)
    let (events, continuation) = AsyncStream.makeStream(of: JobEvent.self)
    let songs = try await client.wait(
      for: client.job(.songs(["a", "b", "c"])), reporting: continuation)
    #expect(songs.map(\.state) == [.succeeded, .succeeded, .flagged])
    #expect(
      transport.calls == [
        "GET /riffusion/feed/a,b,c", "GET /riffusion/feed/a,b,c", "GET /riffusion/feed/a,c",
      ])
    #expect(clock.waits.count == 3)
    #expect(clock.waits[0] == .seconds(3))
    #expect(clock.waits.dropFirst().allSatisfy { $0 >= .seconds(1.5) && $0 <= .seconds(15) })
    var finished: [String] = []
    for await event in events {
      if case .finished(let song) = event { finished.append(song.id) }
    }
    #expect(finished == ["b", "a", "c"])
  }

  @Test func troubleOnTheWayIsOutwaited() async throws {
    let transport = StubTransport(
      .json("", status: 404), .json("<html>", status: 502),
      .json("", status: 429, headers: [.retryAfter: "20"]),
      .failure(TransportFailure(reason: "reset", wasSent: true)),
      .failure(TransportFailure(reason: "refused", wasSent: false)), .json("<html>"),
      .json(#"{"code": 202, "type": "not_ready", "error": "wait"}"#, status: 202),
      .json(#"{"code": 200, "data": [{"clip_id": "a", "state": "running"}]}"#),
      .json(
        #"{"code": 200, "data": [{"clip_id": "a", "state": "succeeded"}, "#
          + #"{"clip_id": "b", "state": "failed"}]}"#))
    let clock = TestClock()
    let client = try RiffusionClient.stub(
      TaskTypeDialect(name: "musicapi"), transport, clock: clock)
    let (events, continuation) = AsyncStream.makeStream(of: JobEvent.self)
    let songs = try await client.wait(for: client.job(.task("t")), reporting: continuation)
    #expect(songs.map(\.state) == [.succeeded, .failed])
    #expect(transport.requests.count == 9)
    #expect(Set(transport.calls) == ["GET /api/v1/riffusion/task/t"])
    #expect(clock.waits.contains(.seconds(20)))
    var troubles: [RiffusionError.Code] = []
    for await case .trouble(let error) in events { troubles.append(error.code) }
    #expect(
      troubles == [
        .unknownTask, .server, .rateLimited, .transport, .transport, .unreadableAnswer,
      ])
  }

  @Test func aTroubleThatLastsIsToldOnce() async throws {
    let trace = try #require(HTTPField.Name("X-Request-Id"))
    func failure(_ status: Int, _ id: String) -> StubTransport.Answer {
      .json("", status: status, headers: [trace: id])
    }
    let transport = StubTransport(
      failure(502, "1"), failure(502, "2"), failure(503, "3"), failure(502, "4"),
      feed(("a", "running")), failure(502, "5"), feed(("a", "complete")))
    let client = try RiffusionClient.stub(.openAIHK, transport)
    let (events, continuation) = AsyncStream.makeStream(of: JobEvent.self)
    _ = try await client.wait(for: client.job(.songs(["a"])), reporting: continuation)
    var troubles: [String?] = []
    for await case .trouble(let error) in events { troubles.append(error.traceID) }
    #expect(troubles == ["1", "3", "4", "5"])
  }

  @Test func aQuestionThatIsNeverAnsweredIsAskedAgain() async throws {
    let transport = StubTransport(.silence, feed(("a", "complete")))
    let client = try RiffusionClient.stub(
      .openAIHK, transport, clock: TestClock(limitsThatEnd: 1))
    let songs = try await client.wait(for: client.job(.songs(["a"])))
    #expect(songs.map(\.state) == [.succeeded])
    #expect(transport.requests.count == 2)
  }

  @Test(arguments: [
    (401, RiffusionError.Code.authentication), (402, .quota), (410, .retiredOperation),
    (422, .invalidRequest), (301, .refusedAddress),
  ])
  func whatWillNotChangeEndsTheWait(status: Int, code: RiffusionError.Code) async throws {
    let transport = StubTransport(.json("", status: status))
    let client = try RiffusionClient.stub(.openAIHK, transport)
    let (events, continuation) = AsyncStream.makeStream(of: JobEvent.self)
    let error = try await #require(throws: RiffusionError.self) {
      try await client.wait(for: client.job(.songs(["a"])), reporting: continuation)
    }
    #expect(error.code == code)
    #expect(!error.mayHaveBeenCharged)
    // What is thrown is told by whoever catches it.
    for await event in events { Issue.record("\(event)") }
  }

  @Test func songsThatAreNotDoneInTimeAreToldAsTheyAre() async throws {
    let transport = StubTransport(feed(("a", "complete"), ("b", "thinking")), repeatsLast: true)
    let clock = TestClock()
    let client = try RiffusionClient.stub(.openAIHK, transport, clock: clock)
    let songs = try await client.wait(for: client.job(.songs(["a", "b"])))
    #expect(songs.map(\.state) == [.succeeded, .running])
    #expect(songs.map(\.stateWord) == ["complete", "thinking"])
    #expect(clock.now.offset <= .seconds(600))
    #expect(transport.requests.count > 40)
  }

  @Test func aTaskThatTellsNothingInTimeIsAnErrorThatNamesIt() async throws {
    let transport = StubTransport(.json("", status: 202), repeatsLast: true)
    let client = try RiffusionClient.stub(ProducerDialect(), transport)
    let error = try await #require(throws: RiffusionError.self) {
      try await client.wait(for: client.job(.task("t")))
    }
    #expect(error.code == .deadline)
    #expect(error.detail.contains("producer:task:t@https://api.test"))
  }

  /// What a provider says of the whole task, where there is no song to say it of.
  @Test(arguments: [
    (#"{"code": 200, "data": {"status": "FAILURE", "fail_reason": "no luck"}}"#, "no luck"),
    (#"{"task_id": "t", "status": "failed", "errorMessage": "no luck"}"#, "no luck"),
    (#"{"id": "t", "response": {"success": false, "error": {"message": "no luck"}}}"#, "no luck"),
    (#"{"id": "t", "state": "timeout"}"#, "timeout"),
    // The body of the vendors' webhook of a song that failed.
    (#"{"task_id": "t", "type": "failed", "message": "no luck"}"#, "no luck"),
  ])
  func aTaskThatFailsAsAWholeIsNotWaitedFor(body: String, words: String) async throws {
    let transport = StubTransport(.json(body))
    let client = try RiffusionClient.stub(TaskTypeDialect(name: "musicapi"), transport)
    let error = try await #require(throws: RiffusionError.self) {
      try await client.wait(for: client.job(.task("t")))
    }
    #expect(error.code == .generationFailed)
    #expect(error.providerWords == words)
  }

  @Test func theTaskItselfIsNoSongOfIts() async throws {
    let transport = StubTransport(.json(#"{"id": "t", "status": "running"}"#))
    let client = try RiffusionClient.stub(TaskTypeDialect(name: "musicapi"), transport)
    #expect(try await client.songs(of: client.job(.task("t"))) == [])
  }

  @Test func aTaskThatIsFlaggedAsAWholeIsModerated() async throws {
    let transport = StubTransport(.json(#"{"data": {"status": "flagged"}}"#))
    let client = try RiffusionClient.stub(TaskTypeDialect(name: "musicapi"), transport)
    let error = try await #require(throws: RiffusionError.self) {
      try await client.wait(for: client.job(.task("t")))
    }
    #expect(error.code == .moderation)
  }

  @Test func waitingCanBeInterrupted() async throws {
    let transport = StubTransport(.silence)
    let client = try RiffusionClient.stub(.openAIHK, transport)
    let task = Task { try await client.wait(for: client.job(.songs(["a"]))) }
    while transport.requests.isEmpty { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func aJobOfAnotherOriginIsNotAskedForHere() async throws {
    let transport = StubTransport()
    let client = try RiffusionClient.stub(.openAIHK, transport)
    let here = try APIEndpoint("https://api.test")
    let jobs = [
      Job(provider: "yutoai", endpoint: here, reference: .songs(["a"])),
      Job(
        provider: "openai-hk", endpoint: try APIEndpoint("https://api.openai-hk.com"),
        reference: .songs(["a"])),
      Job(
        provider: "openai-hk", endpoint: try APIEndpoint("https://api.test/v2"),
        reference: .songs(["a"])),
    ]
    for job in jobs {
      for ask in [
        { _ = try await client.songs(of: job) }, { _ = try await client.wait(for: job) },
        { _ = try await client.uploadID(of: job) },
      ] as [() async throws -> Void] {
        let error = try await #require(throws: RiffusionError.self) { try await ask() }
        #expect(error.code == .otherProvider)
      }
    }
    #expect(transport.requests.isEmpty)
  }

  @Test func aSongCanBeAskedForOnce() async throws {
    let transport = StubTransport(
      feed(("a", "process")), .json("", status: 202), .json("", status: 404))
    let client = try RiffusionClient.stub(.openAIHK, transport)
    let job = client.job(.songs(["a"]))
    #expect(try await client.songs(of: job).map(\.state) == [.running])
    #expect(try await client.songs(of: job) == [])
    let error = try await #require(throws: RiffusionError.self) { try await client.songs(of: job) }
    #expect(error.code == .unknownTask)
  }

  @Test func anUploadIsReadyOrTakenIn() async throws {
    let ready = StubTransport(.json(#"{"id": "16f61e67"}"#))
    #expect(
      try await RiffusionClient.stub(.openAIHK, ready).upload("https://x.example/a.mp3")
        == .ready(id: "16f61e67"))
    #expect(ready.calls == ["POST /riffusion/upload"])

    let pending = StubTransport(
      .json(#"{"message": "success", "task_id": "t"}"#), .json("", status: 202),
      .json(#"{"code": 200, "data": [{"clip_id": "c", "state": "running"}]}"#),
      .json(#"{"code": 200, "data": [{"clip_id": "c", "state": "succeeded"}]}"#))
    let client = try RiffusionClient.stub(ProducerDialect(), pending)
    let upload = try await client.upload("https://x.example/a.mp3")
    #expect(upload == .pending(client.job(.upload("t"))))
    #expect(try await client.uploadID(of: client.job(.upload("t"))) == "c")
    #expect(pending.requests.filter { $0.method == .post }.count == 1)
  }

  /// The vendors show what an upload's task tells at its end without a state.
  @Test func anUploadWithoutAStateIsTakenInOnceItHasAnID() async throws {
    for body in [
      #"{"code": 200, "data": {"clip_id": "c"}, "message": "success"}"#,
      #"{"success": true, "task_id": "t", "data": {"audio_id": "c", "lyric": "la"}}"#,
    ] {
      let client = try RiffusionClient.stub(ProducerDialect(), StubTransport(.json(body)))
      #expect(try await client.uploadID(of: client.job(.upload("t"))) == "c")
    }
  }

  @Test func anUploadThatFailsSaysSo() async throws {
    let transport = StubTransport(
      .json(#"{"data": [{"clip_id": "c", "state": "failed", "fail_reason": "silent"}]}"#))
    let client = try RiffusionClient.stub(ProducerDialect(), transport)
    let error = try await #require(throws: RiffusionError.self) {
      try await client.uploadID(of: client.job(.upload("t")))
    }
    #expect(error.code == .generationFailed)
    #expect(error.providerWords == "silent")
  }

  @Test func anUploadThatIsNeverDoneIsGivenUp() async throws {
    let transport = StubTransport(
      .json(#"{"data": [{"clip_id": "c", "state": "pending"}]}"#), repeatsLast: true)
    let client = try RiffusionClient.stub(ProducerDialect(), transport)
    let error = try await #require(throws: RiffusionError.self) {
      try await client.uploadID(of: client.job(.upload("t")))
    }
    #expect(error.code == .deadline)
    #expect(error.detail.contains("producer:upload:t"))
  }

  @Test func lyricsComeInVersions() async throws {
    let transport = StubTransport(
      .json(
        #"{"code": 200, "results": [{"title": "Whisper", "lyrics": "[Verse]\nla"}, "#
          + #"{"title": "Midnight", "lyrics": "[Verse]\nlo"}], "message": "success"}"#))
    let client = try RiffusionClient.stub(TaskTypeDialect(name: "musicapi"), transport)
    #expect(
      try await client.lyrics(about: "a song about sky") == [
        WrittenLyrics(title: "Whisper", lyrics: "[Verse]\nla"),
        WrittenLyrics(title: "Midnight", lyrics: "[Verse]\nlo"),
      ])
    #expect(transport.calls == ["POST /api/v1/sonic/lyrics"])
    await #expect(throws: RiffusionError.self) { try await client.lyrics(about: " \n") }
  }

  @Test(arguments: [
    "{}", #"{"results": []}"#, #"{"results": [{"lyrics": " "}]}"#,
    #"{"results": [{"title": "a"}]}"#,
    "[]",
  ])
  func noLyricsAreAPaidAnswerThatCannotBeRead(body: String) async throws {
    let client = try RiffusionClient.stub(ProducerDialect(), StubTransport(.json(body)))
    let error = try await #require(throws: RiffusionError.self) {
      try await client.lyrics(about: "rain")
    }
    #expect(error.code == .unreadableAnswer)
    #expect(error.mayHaveBeenCharged)
  }

  @Test func aSingleVersionOfLyricsMayStandInData() async throws {
    let client = try RiffusionClient.stub(
      ProducerDialect(),
      StubTransport(.json(#"{"results": null, "data": {"title": "t", "lyrics": "la"}}"#)))
    #expect(
      try await client.lyrics(about: "rain") == [WrittenLyrics(title: "t", lyrics: "la")])
  }

  @Test(arguments: [
    (#"{"credits": 50, "extra_credits": 0}"#, Credits(credits: 50)),
    (#"{"credits": "12.5", "extra_credits": 3}"#, Credits(credits: 12.5, extraCredits: 3)),
    (#"{"code": 200, "data": {"credits": 1}}"#, Credits(credits: 1)),
  ])
  func creditsAreRead(body: String, credits: Credits) async throws {
    let transport = StubTransport(.json(body))
    let client = try RiffusionClient.stub(TaskTypeDialect(name: "musicapi"), transport)
    #expect(try await client.credits() == credits)
    #expect(transport.calls == ["GET /api/v1/get-credits"])
  }

  @Test func anAnswerWithoutCreditsIsAnError() async throws {
    let client = try RiffusionClient.stub(
      TaskTypeDialect(name: "musicapi"), StubTransport(.json(#"{"credits": null}"#)))
    let error = try await #require(throws: RiffusionError.self) { try await client.credits() }
    #expect(error.code == .unreadableAnswer)
    #expect(!error.mayHaveBeenCharged)
  }

  @Test func onlyASongThatIsDoneIsFetched() async throws {
    let transport = StubTransport()
    let client = try RiffusionClient.stub(.openAIHK, transport)
    let url = "https://cdn.example/a.mp3"
    let songs: [(Song, RiffusionError.Code)] = [
      (Song(id: "a", state: .running, audioURL: url), .unreadableAnswer),
      (Song(id: "a", state: .failed, audioURL: url), .generationFailed),
      (Song(id: "a", state: .flagged, audioURL: url), .moderation),
      (Song(id: "a", state: .succeeded), .unreadableAnswer),
      (Song(id: "a", state: .succeeded, audioURL: "file:///etc/passwd"), .refusedAddress),
      (Song(id: "a", state: .succeeded, audioURL: "https://u:p@x.example/a"), .refusedAddress),
    ]
    for (song, code) in songs {
      let (progress, continuation) = AsyncStream.makeStream(of: DownloadProgress.self)
      let error = try await #require(throws: RiffusionError.self) {
        try await client.download(
          song, into: URL(filePath: "/nonexistent"), reporting: continuation)
      }
      #expect(error.code == code)
      for await _ in progress { Issue.record("there is no progress to tell") }
    }
    #expect(transport.requests.isEmpty)
  }
}
