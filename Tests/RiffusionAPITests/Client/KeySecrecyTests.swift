import Foundation
import HTTPTypes
import Logging
import Synchronization
import TestSupport
import Testing

@testable import RiffusionAPI

/// The key appears in no error, log line, dump or description, also where a provider repeats it.
@Suite struct KeySecrecyTests {
  /// Keeps everything that is logged.
  private final class LogBook: Sendable {
    let lines = Mutex<[String]>([])
  }

  private struct LogWriter: LogHandler {
    let book: LogBook
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      book.lines.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
    }
  }

  private static let json = [
    #"{"error": {"message": "bad key KEY", "code": "KEY"}, "trace_id": "KEY"}"#,
    #"{"error": "Bearer KEY"}"#, #"{"message": "KEYKEY KEY"}"#,
    #"{"success": false, "msg": "KEY"}"#,
    #"{"code": 401, "message": "KEY"}"#, #"{"odd": "KEY"}"#,
    #"{"error": "\u0068k-5f2b7c91d0e84a36"}"#, #"{"odd": "\u0068k-5f2b7c91d0e84a36"}"#,
    #"{"cut": "hk\u002D5f2b7c91d0e84a36"#, "https://api.test/?key=hk%2d5f2b7c91d0e84a36",
    "<html><title>KEY</title><body>KEY</body></html>", "KEY", "authorization: Bearer KEY",
  ]

  /// A page in which the key stands where a cut could leave half of it.
  private static let longPages =
    (4080...4096).map { count in
      String(repeating: " ", count: count) + "KEY"
    } + (285...300).map { count in String(repeating: "x", count: count) + "KEY" }

  @Test(arguments: [200, 202, 302, 400, 401, 403, 404, 429, 500])
  func aProviderThatRepeatsTheKeyIsNotQuoted(status: Int) async throws {
    let name = try #require(HTTPField.Name("X-Request-Id"))
    let headers: HTTPFields = [
      name: "trace-\(testKey)", .location: "https://evil.test/\(testKey)", .retryAfter: testKey,
      .wwwAuthenticate: testKey,
    ]
    for body in Self.json + (status == 500 ? Self.longPages : []) {
      let answer = StubTransport.Answer.json(
        body.replacing("KEY", with: testKey), status: status, headers: headers)
      let book = LogBook()
      let client = try RiffusionClient.stub(
        TaskTypeDialect(name: "musicapi"), StubTransport(answer, repeatsLast: true),
        rules: PollingRules(
          first: .seconds(1), cap: .seconds(4), deadline: .seconds(6), grace: .seconds(2),
          patience: .seconds(2)),
        log: Logger(label: "test") { _ in LogWriter(book: book) })
      let job = client.job(.task("t"))
      let (events, continuation) = AsyncStream.makeStream(of: JobEvent.self)
      let calls: [() async throws -> Void] = [
        { _ = try await client.submit(.simple) },
        { _ = try await client.upload("https://x.example/a") },
        { _ = try await client.lyrics(about: "rain") }, { _ = try await client.credits() },
        { _ = try await client.songs(of: job) },
        { _ = try await client.wait(for: job, reporting: continuation) },
      ]
      for call in calls {
        do { try await call() } catch { expectNoKey(in: error) }
      }
      continuation.finish()
      for await event in events { expectNoKey(in: event) }
      let lines = book.lines.withLock(\.self)
      #expect(!lines.isEmpty)
      expectNoKey(in: lines)
    }
  }

  @Test func aSongThatRepeatsTheKeyIsNotQuoted() async throws {
    let body = #"""
      [{"id": "a", "status": "failed", "fail_reason": "bad key KEY"},
       {"id": "b", "status": "failed KEY", "error": {"message": "KEY"}},
       {"id": "c", "status": "complete", "title": "KEY", "lyrics": "[Verse]\nKEY", "sound": "KEY",
        "model": "KEY", "image_url": "https://cdn.test/c.png?key=KEY",
        "audio_url": "https://cdn.test/c.mp3?key=KEY&id=c"}]
      """#.replacing("KEY", with: testKey)
    let client = try RiffusionClient.stub(
      .openAIHK, StubTransport(.json(body), repeatsLast: true))
    let (events, continuation) = AsyncStream.makeStream(of: JobEvent.self)
    let job = client.job(.songs(["a", "b", "c"]))
    let songs = try await client.wait(for: job, reporting: continuation)
    for song in songs {
      expectNoKey(in: song)
      if let error = song.error { expectNoKey(in: error) }
    }
    for await event in events { expectNoKey(in: event) }
    for song in try await client.songs(of: job) { expectNoKey(in: song) }
    #expect(songs[2].audioURL == "https://cdn.test/c.mp3?key=<redacted>&id=c")
  }

  /// A short one may stand anywhere by chance, and what is paid for must be had.
  @Test func aKeyLikeAWordLeavesASongAsItIs() async throws {
    let body =
      #"[{"id": "a", "status": "complete", "title": "test", "audio_url": "https://t.test/a"}]"#
    let client = RiffusionClient(
      provider: try Provider(.openAIHK, at: APIEndpoint("https://api.test")),
      key: try APIKey("test"), transport: StubTransport(.json(body)))
    let song = try #require(try await client.songs(of: client.job(.songs(["a"]))).first)
    #expect(song.title == "test")
    #expect(song.audioURL == "https://t.test/a")
  }

  @Test func aTransportThatRepeatsTheKeyIsNotQuoted() async throws {
    struct Odd: Error { let header = "Bearer \(testKey)" }
    let failures: [any Error] = [
      TransportFailure(reason: "could not send Bearer \(testKey)", wasSent: true), Odd(),
      RiffusionError(code: .refusedAddress, subject: "host", detail: "no"),
    ]
    for failure in failures {
      let client = try RiffusionClient.stub(
        .openAIHK, StubTransport(.failure(failure), repeatsLast: true))
      do { _ = try await client.submit(.simple) } catch { expectNoKey(in: error) }
      do { _ = try await client.songs(of: client.job(.songs(["a"]))) } catch {
        expectNoKey(in: error)
      }
    }
  }

  @Test func clientsAndRequestsShowNoKey() async throws {
    let transport = StubTransport(.json(#"{"jobs": [{"id": "a"}]}"#))
    let client = try RiffusionClient.stub(.openAIHK, transport)
    let job = try await client.submit(.simple)
    expectNoKey(in: client)
    expectNoKey(in: job)
    expectNoKey(in: JobHandle(job))
    expectNoKey(in: try #require(transport.requests.first))
    let plain = RiffusionClient(provider: client.provider, key: client.key, transport: transport)
    expectNoKey(in: plain)
  }

  /// RFC 6750 sends the key in `Authorization`; audio hosts are not to see any.
  @Test func theKeyGoesToTheAPIAlone() async throws {
    let folder = try TemporaryFolder()
    let transport = StubTransport(
      .json("", status: 302, headers: [.location: "https://other.example/b.mp3"]),
      .response(
        status: 200, headers: [:], pieces: [Array("ID3".utf8) + [UInt8](repeating: 0, count: 20)],
        ending: .whole))
    let client = try RiffusionClient.stub(.openAIHK, transport)
    let song = Song(id: "a", state: .succeeded, audioURL: "https://api.test/media/a.mp3")
    _ = try await client.download(song, into: URL(filePath: folder.path))
    #expect(transport.requests.count == 2)
    for request in transport.requests {
      #expect(request.key == nil)
      #expect(request.allHeaders[.authorization] == nil)
      #expect(request.reach == .publicOnly)
    }
  }

  private func expectNoKey(in value: Any, location: SourceLocation = #_sourceLocation) {
    var dumped = ""
    dump(value, to: &dumped)
    let localized = (value as? any Error).map(\.localizedDescription) ?? ""
    let message = (value as? RiffusionError)?.message ?? ""
    // Half a key is told as little as a whole one.
    for text in ["\(value)", String(reflecting: value), dumped, localized, message] {
      #expect(!text.contains(testKey.prefix(9)), sourceLocation: location)
      #expect(!text.contains(testKey.suffix(9)), sourceLocation: location)
    }
  }
}
