import Foundation
import HTTPTypes
import Testing

@testable import RiffusionAPI

/// What costs money is sent once, whatever becomes of it.
@Suite struct SubmitTests {
  /// What happens to a request, and what it means for one that is paid.
  struct Case: Sendable, CustomTestStringConvertible {
    let answer: StubTransport.Answer
    let code: RiffusionError.Code
    let isInDoubt: Bool
    let testDescription: String
  }

  private struct Odd: Error {}

  private static let sent = TransportFailure(reason: "connection reset", wasSent: true)
  private static let unsent = TransportFailure(reason: "connection refused", wasSent: false)

  static let failures = [
    Case(
      answer: .silence, code: .deadline, isInDoubt: true, testDescription: "no answer at all"),
    Case(
      answer: .response(status: 200, headers: [:], pieces: [[0x7B]], ending: .silence),
      code: .deadline, isInDoubt: true, testDescription: "a body that never ends"),
    Case(
      answer: .failure(sent), code: .transport, isInDoubt: true,
      testDescription: "a cut connection"),
    Case(
      answer: .response(status: 200, headers: [:], pieces: [[0x7B]], ending: .cut),
      code: .transport, isInDoubt: true, testDescription: "a cut body"),
    Case(
      answer: .failure(unsent), code: .transport, isInDoubt: false,
      testDescription: "a refused connection"),
    Case(
      answer: .failure(Odd()), code: .transport, isInDoubt: true,
      testDescription: "an error that nobody knows"),
    Case(
      answer: .json("Internal Server Error", status: 500), code: .server, isInDoubt: true,
      testDescription: "500"),
    Case(
      answer: .json("<html>", status: 504), code: .server, isInDoubt: true, testDescription: "504"),
    Case(
      answer: .json("<html>hello</html>"), code: .unreadableAnswer, isInDoubt: true,
      testDescription: "a page"),
    Case(
      answer: .json(#"{"message": "success"}"#), code: .unreadableAnswer, isInDoubt: true,
      testDescription: "an answer that names nothing"),
    Case(
      answer: .json(#"{"code": 202}"#, status: 202), code: .unreadableAnswer, isInDoubt: true,
      testDescription: "202 that names nothing"),
    Case(
      answer: .response(
        status: 200, headers: [:],
        pieces: Array(repeating: [UInt8](repeating: 0x20, count: 1 << 20), count: 17),
        ending: .silence),
      code: .transport, isInDoubt: true, testDescription: "an answer without bounds"),
    Case(
      answer: .json(#"{"message": "bad"}"#, status: 400), code: .invalidRequest, isInDoubt: false,
      testDescription: "400"),
    Case(
      answer: .json("", status: 401), code: .authentication, isInDoubt: false,
      testDescription: "401"),
    Case(
      answer: .json("", status: 429, headers: [.retryAfter: "1"]), code: .rateLimited,
      isInDoubt: false, testDescription: "429"),
    Case(
      answer: .json("", status: 307, headers: [.location: "https://evil.test/"]),
      code: .refusedAddress, isInDoubt: false, testDescription: "a redirect"),
  ]

  @Test(arguments: failures, ["openai-hk", "yutoai", "musicapi", "sunoapi", "producer"])
  func anOrderIsSentOnceAndToldInDoubtWhereItIs(example: Case, name: String) async throws {
    try await expect(example, name) { _ = try await $0.submit(.simple) }
  }

  @Test(arguments: failures, ["openai-hk", "musicapi", "producer"])
  func anUploadIsSentOnceToo(example: Case, name: String) async throws {
    try await expect(example, name) { _ = try await $0.upload("https://x.example/a.mp3") }
  }

  @Test(arguments: failures, ["musicapi", "producer"])
  func lyricsAreAskedForOnceToo(example: Case, name: String) async throws {
    try await expect(example, name) { _ = try await $0.lyrics(about: "rain") }
  }

  @Test(arguments: failures)
  func aQuestionIsNeverInDoubt(example: Case) async throws {
    let transport = StubTransport(example.answer)
    let client = try RiffusionClient.stub(
      TaskTypeDialect(name: "musicapi"), transport,
      clock: TestClock(limitsThatEnd: example.limitsThatEnd))
    let error = try await #require(throws: RiffusionError.self) { try await client.credits() }
    #expect(error.code == example.code)
    #expect(!error.mayHaveBeenCharged)
  }

  private func expect(
    _ example: Case, _ name: String, _ order: (RiffusionClient) async throws -> Void
  ) async throws {
    let transport = StubTransport(example.answer)
    let client = try RiffusionClient.stub(
      Provider.dialect(named: name), transport,
      clock: TestClock(limitsThatEnd: example.limitsThatEnd))
    let error = try await #require(throws: RiffusionError.self) { try await order(client) }
    #expect(error.code == example.code)
    #expect(error.mayHaveBeenCharged == example.isInDoubt)
    #expect(transport.requests.count == 1)
  }

  @Test func anOrderThatIsInterruptedUnderWayIsInDoubt() async throws {
    let transport = StubTransport(.silence)
    let client = try RiffusionClient.stub(.openAIHK, transport)
    let task = Task { try await client.submit(.simple) }
    while transport.requests.isEmpty { await Task.yield() }
    task.cancel()
    let error = try await #require(throws: RiffusionError.self) { try await task.value }
    #expect(error.mayHaveBeenCharged)
    #expect(transport.requests.count == 1)
  }

  @Test func aQuestionThatIsInterruptedIsJustThat() async throws {
    let transport = StubTransport(.silence)
    let client = try RiffusionClient.stub(TaskTypeDialect(name: "musicapi"), transport)
    let task = Task { try await client.credits() }
    while transport.requests.isEmpty { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func whatIsInterruptedBeforeItIsSentIsNeverSent() async throws {
    let transport = StubTransport(.json("{}"), repeatsLast: true)
    let client = try RiffusionClient.stub(.openAIHK, transport)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await client.submit(.simple)
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(transport.requests.isEmpty)
  }

  @Test func withoutAKeyNothingIsSent() async throws {
    let transport = StubTransport()
    let client = try RiffusionClient.stub(
      TaskTypeDialect(name: "musicapi"), transport, hasKey: false)
    #expect(!client.hasKey)
    let job = client.job(.task("t"))
    let orders: [() async throws -> Void] = [
      { _ = try await client.submit(.simple) },
      { _ = try await client.upload("https://x.example/a.mp3") },
      { _ = try await client.lyrics(about: "rain") }, { _ = try await client.credits() },
      { _ = try await client.songs(of: job) }, { _ = try await client.wait(for: job) },
    ]
    for order in orders {
      let error = try await #require(throws: RiffusionError.self) { try await order() }
      #expect(error.code == .authentication)
      #expect(error.detail.contains("SEGUE_API_KEY"))
      #expect(!error.mayHaveBeenCharged)
    }
    #expect(transport.requests.isEmpty)
  }

  @Test func whatIsIncompleteOrWrongIsNeverSent() async throws {
    let transport = StubTransport()
    let client = try RiffusionClient.stub(.openAIHK, transport)
    var late = GenerateRequest.simple
    late.morph = Morph(.extend(cropEndAt: 100), of: .song(id: "a"))
    var wide = GenerateRequest.simple
    wide.morph = Morph(.inpaint(start: 1, end: 60), of: .song(id: "a"))
    let cases: [(GenerateRequest, RiffusionError.Code)] = [
      (GenerateRequest(words: .lyrics("la")), .incomplete), (late, .invalidValue),
      (wide, .invalidValue), (GenerateRequest(words: .lyrics(" ")), .invalidValue),
    ]
    for (request, code) in cases {
      let error = try await #require(throws: RiffusionError.self) {
        try await client.submit(request, sourceDuration: 59.5)
      }
      #expect(error.code == code)
    }
    await #expect(throws: RiffusionError.self) { try await client.lyrics(about: "rain") }
    await #expect(throws: RiffusionError.self) { try await client.upload("song.mp3") }
    #expect(transport.requests.isEmpty)
  }

  @Test func anOrderCarriesItsBodyAndTheKey() async throws {
    let transport = StubTransport(.json(#"{"jobs": [{"id": "a"}, {"id": "b"}]}"#))
    let client = try RiffusionClient.stub(.openAIHK, transport)
    let job = try await client.submit(.simple)
    #expect(job == client.job(.songs(["a", "b"])))
    let request = try #require(transport.requests.first)
    #expect(request.method == .post)
    #expect(request.url == "https://api.test/riffusion/generate")
    #expect(request.headers[.contentType] == "application/json")
    #expect(request.headers[.authorization] == nil)
    #expect(request.allHeaders[.authorization] == "Bearer \(testKey)")
    #expect(
      try JSONValue(#require(request.body))
        == MorphDialect.openAIHK.draft(of: .simple).body)
  }

  @Test func aLateCropIsWarnedAbout() throws {
    var request = GenerateRequest.simple
    request.morph = Morph(.extend(cropEndAt: 180), of: .song(id: "a"))
    let client = try RiffusionClient.stub(.openAIHK, StubTransport())
    #expect(try client.draft(of: request).warnings == [])
    request.morph?.transform = .extend(cropEndAt: 180.5)
    #expect(try client.draft(of: request).warnings.count == 1)
    let strict = try RiffusionClient.stub(.openAIHK, StubTransport(), latestCrop: 90)
    request.morph?.transform = .extend(cropEndAt: 91)
    #expect(try strict.draft(of: request).warnings.first?.contains("openai-hk keeps") == true)
    #expect(try client.draft(of: request).warnings == [])
  }
}

extension SubmitTests.Case {
  /// Whether the limit of time ends it, as 1 or 0.
  fileprivate var limitsThatEnd: Int { code == .deadline ? 1 : 0 }
}
