import Crypto
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import RiffusionAPI

@Suite struct AudioDownloadTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// 1000 bytes that begin like an MP3 file; no two places look alike.
  static let audio = Array("ID3".utf8) + (3..<1000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }

  private typealias Answer = StubTransport.Answer

  /// A whole or partial answer with these bytes of the audio.
  private func part(
    _ range: Range<Int>, status: Int = 200, of total: Int? = 1000, tag: String? = "\"v1\"",
    ending: StubTransport.Ending = .whole, length: String? = nil, contentRange: String? = nil,
    bytes: [UInt8] = audio
  ) -> Answer {
    var headers: HTTPFields = [:]
    headers[.eTag] = tag
    if status == 206 {
      headers[.contentRange] =
        contentRange
        ?? "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(total.map { "\($0)" } ?? "*")"
      headers[.contentLength] = length ?? "\(range.count)"
    } else {
      headers[.contentLength] = length ?? total.map { "\($0)" }
    }
    let slice = Array(bytes[range])
    let pieces = stride(from: 0, to: slice.count, by: 100).map { start in
      Array(slice[start..<min(start + 100, slice.count)])
    }
    return .response(status: status, headers: headers, pieces: pieces, ending: ending)
  }

  @discardableResult
  private func download(
    _ transport: StubTransport, from url: String = "https://cdn.example/a.mp3",
    rules: DownloadRules = DownloadRules(), clock: TestClock = TestClock(), base: String? = nil,
    reporting progress: AsyncStream<DownloadProgress>.Continuation? = nil
  ) async throws -> DownloadedAudio {
    let client = try RiffusionClient.stub(.openAIHK, transport, at: base, clock: clock)
    return try await client.download(
      Song(id: "a", state: .succeeded, audioURL: url), into: URL(filePath: folder.path),
      rules: rules, reporting: progress)
  }

  private func expectWhole(_ audio: DownloadedAudio) throws {
    let digest = SHA256.hash(data: Self.audio).map { String(format: "%02x", $0) }.joined()
    #expect(audio.sha256 == digest)
    #expect(audio.byteCount == 1000)
    #expect(audio.kind == .mp3)
    #expect(try folder.names() == ["\(digest).mp3"])
    #expect(try folder.bytes(of: "\(digest).mp3") == Self.audio)
    #expect(audio.path == folder.path(of: "\(digest).mp3"))
  }

  private func expectFailure(
    _ code: RiffusionError.Code, _ transport: StubTransport, rules: DownloadRules = DownloadRules(),
    clock: TestClock = TestClock(), location: SourceLocation = #_sourceLocation
  ) async throws {
    let error = try await #require(throws: RiffusionError.self, sourceLocation: location) {
      try await download(transport, rules: rules, clock: clock)
    }
    #expect(error.code == code, sourceLocation: location)
    #expect(!error.mayHaveBeenCharged, sourceLocation: location)
    #expect(try folder.names() == [], sourceLocation: location)
  }

  private func ranges(_ transport: StubTransport) -> [String?] {
    transport.requests.map { $0.headers[.range] }
  }

  @Test func aWholeFileIsNamedByItsContent() async throws {
    let transport = StubTransport(part(0..<1000))
    try expectWhole(await download(transport))
    let request = try #require(transport.requests.first)
    #expect(request.headers[.range] == nil)
    #expect(request.headers[.ifRange] == nil)
    #expect(request.allHeaders[.authorization] == nil)
  }

  @Test func theSameFileTwiceIsOneFile() async throws {
    try expectWhole(await download(StubTransport(part(0..<1000))))
    try expectWhole(await download(StubTransport(part(0..<1000))))
  }

  @Test func aServerMayNotTellTheLength() async throws {
    try expectWhole(await download(StubTransport(part(0..<1000, of: nil))))
  }

  @Test func aCutConnectionIsTakenUpWhereItEnded() async throws {
    let transport = StubTransport(
      part(0..<300, ending: .cut), part(300..<700, status: 206, ending: .cut),
      .failure(TransportFailure(reason: "no connection", wasSent: false)),
      part(700..<1000, status: 206))
    let clock = TestClock()
    try expectWhole(await download(transport, clock: clock))
    #expect(ranges(transport) == [nil, "bytes=300-", "bytes=700-", "bytes=700-"])
    #expect(
      transport.requests.map { $0.headers[.ifRange] } == [nil, "\"v1\"", "\"v1\"", "\"v1\""])
    #expect(transport.requests.allSatisfy { $0.allHeaders[.authorization] == nil })
    #expect(clock.waits.count == 3)
  }

  @Test func aBodyThatEndsEarlyIsTakenUpToo() async throws {
    let transport = StubTransport(part(0..<300), part(300..<1000, status: 206))
    try expectWhole(await download(transport))
  }

  @Test func aPieceOfARangeIsNotTheEnd() async throws {
    let transport = StubTransport(
      part(0..<300, ending: .cut), part(300..<400, status: 206), part(400..<1000, status: 206))
    try expectWhole(await download(transport))
    #expect(ranges(transport) == [nil, "bytes=300-", "bytes=400-"])
  }

  @Test func aServerThatKnowsNoRangesStartsAnew() async throws {
    let transport = StubTransport(part(0..<300, ending: .cut), part(0..<1000))
    try expectWhole(await download(transport))
  }

  @Test func aFileThatHasChangedStartsAnew() async throws {
    let old = Array("ID3".utf8) + [UInt8](repeating: 7, count: 997)
    let transport = StubTransport(
      part(0..<300, tag: "\"v0\"", ending: .cut, bytes: old), part(0..<500, ending: .cut),
      part(500..<1000, status: 206))
    try expectWhole(await download(transport))
    #expect(transport.requests.map { $0.headers[.ifRange] } == [nil, "\"v0\"", "\"v1\""])
  }

  /// A server that serves ranges and passes `If-Range` over.
  @Test func twoVersionsAreNeverMixed() async throws {
    let old = Array("ID3".utf8) + [UInt8](repeating: 7, count: 997)
    let transport = StubTransport(
      part(0..<300, tag: "\"v0\"", ending: .cut, bytes: old), part(300..<1000, status: 206),
      part(0..<1000))
    try expectWhole(await download(transport))
    #expect(ranges(transport) == [nil, "bytes=300-", nil])
  }

  @Test func aChangedLengthIsAnotherVersion() async throws {
    let transport = StubTransport(
      part(0..<300, of: 1200, ending: .cut, bytes: Self.audio + Self.audio),
      part(300..<1000, status: 206), part(0..<1000))
    try expectWhole(await download(transport))
  }

  /// RFC 9110, 13.1.5: nothing tells that the rest belongs to what is there.
  @Test func withoutAStrongTagOrADateItStartsAnew() async throws {
    for tag in [nil, "W/\"v1\""] {
      let transport = StubTransport(part(0..<300, tag: tag, ending: .cut), part(0..<1000, tag: tag))
      try expectWhole(await download(transport))
      #expect(ranges(transport) == [nil, nil])
    }
  }

  @Test func aDateServesInPlaceOfATag() async throws {
    let date = "Wed, 21 Oct 2015 07:28:00 GMT"
    guard case .response(_, var headers, let pieces, _) = part(0..<300, tag: nil) else { return }
    headers[.lastModified] = date
    let transport = StubTransport(
      .response(status: 200, headers: headers, pieces: pieces, ending: .cut),
      part(300..<1000, status: 206, tag: nil))
    try expectWhole(await download(transport))
    #expect(transport.requests[1].headers[.ifRange] == date)
  }

  @Test(arguments: [
    "bytes 500-999/1000", "bytes 0-299/1000", "bytes */1000", "items 300-999/1000", "bytes", "",
    "bytes 99999999999999999999-1/2", "bytes -300-999/1000",
  ])
  func aRangeThatNobodyAskedForIsNoPartOfTheFile(contentRange: String) async throws {
    let transport = StubTransport(
      part(0..<300, ending: .cut),
      part(500..<1000, status: 206, contentRange: contentRange), part(0..<1000))
    try expectWhole(await download(transport))
    #expect(ranges(transport) == [nil, "bytes=300-", nil])
  }

  @Test func aPartThatNobodyAskedForIsNoFile() async throws {
    let rules = DownloadRules(fruitlessAttempts: 2)
    let transport = StubTransport(part(500..<1000, status: 206), part(500..<1000, status: 206))
    try await expectFailure(.server, transport, rules: rules)
  }

  @Test func aPlaceBeyondTheEndStartsAnew() async throws {
    let transport = StubTransport(
      part(0..<300, ending: .cut), .json("", status: 416), part(0..<1000))
    try expectWhole(await download(transport))
    #expect(ranges(transport) == [nil, "bytes=300-", nil])
  }

  @Test func oneThatSays416ToAllIsGivenUp() async throws {
    try await expectFailure(.server, StubTransport(.json("", status: 416), repeatsLast: true))
  }

  @Test func fruitlessAttemptsAreCountedInARow() async throws {
    let cut = TransportFailure(reason: "reset", wasSent: true)
    let good = StubTransport(
      .failure(cut), .failure(cut), .failure(cut), part(0..<300, ending: .cut), .failure(cut),
      .failure(cut), .failure(cut), part(300..<1000, status: 206))
    try expectWhole(await download(good))
    try FileManager.default.removeItem(atPath: folder.path)
    let bad = StubTransport(.failure(cut), .failure(cut), .failure(cut), .failure(cut))
    let error = try await #require(throws: RiffusionError.self) { try await download(bad) }
    #expect(error.code == .transport)
    #expect(try folder.names() == [])
  }

  /// A server that begins anew each time and never comes to the end.
  @Test func startingAnewIsNoGain() async throws {
    let cuts = [500, 200, 500, 200, 500, 200].map { part(0..<$0, tag: nil, ending: .cut) }
    let transport = StubTransport(
      cuts[0], cuts[1], cuts[2], cuts[3], cuts[4], cuts[5], repeatsLast: true)
    try await expectFailure(.transport, transport)
    #expect(transport.requests.count == 5)
  }

  @Test func aServerMayAskForPatience() async throws {
    let clock = TestClock()
    let transport = StubTransport(
      .json("", status: 503, headers: [.retryAfter: "20"]), .json("", status: 429),
      part(0..<1000))
    try expectWhole(await download(transport, clock: clock))
    #expect(clock.waits.first == .seconds(20))
  }

  @Test func patienceEndsAtTheDeadline() async throws {
    let transport = StubTransport(.json("", status: 503, headers: [.retryAfter: "1e300"]))
    try await expectFailure(.deadline, transport)
    try await expectFailure(
      .deadline, StubTransport(.json("", status: 503), repeatsLast: true),
      rules: DownloadRules(fruitlessAttempts: 1000, deadline: .seconds(20)))
  }

  @Test func aServerThatSaysNothingIsLeftAtTheDeadline() async throws {
    try await expectFailure(.deadline, StubTransport(.silence), clock: TestClock(limitsThatEnd: 1))
  }

  @Test func aBodyThatNeverEndsIsLeftAtTheDeadline() async throws {
    let transport = StubTransport(part(0..<300, ending: .silence))
    try await expectFailure(.deadline, transport, clock: TestClock(limitsThatEnd: 1))
  }

  @Test func anInterruptedDownloadLeavesNothing() async throws {
    let transport = StubTransport(part(0..<300, ending: .silence))
    let (progress, continuation) = AsyncStream.makeStream(of: DownloadProgress.self)
    let task = Task { [self] in try await download(transport, reporting: continuation) }
    for await step in progress where step.received == 300 { task.cancel() }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try folder.names() == [])
  }

  @Test func progressReachesTheTotal() async throws {
    let transport = StubTransport(
      part(0..<300, ending: .cut), part(300..<1000, status: 206))
    let (progress, continuation) = AsyncStream.makeStream(of: DownloadProgress.self)
    try expectWhole(await download(transport, reporting: continuation))
    var steps: [DownloadProgress] = []
    for await step in progress { steps.append(step) }
    #expect(steps.map(\.received) == Array(stride(from: 100, through: 1000, by: 100)))
    #expect(steps.allSatisfy { $0.total == 1000 })
  }

  /// 400 is what Google's storage answers to a signature whose time is over.
  @Test(arguments: [400, 401, 403, 404, 410])
  func anAddressExpires(status: Int) async throws {
    try await expectFailure(.expired, StubTransport(.json("gone", status: status)))
  }

  @Test(arguments: [
    "<!doctype html><html></html>", " \n<Error><Code>Expired</Code></Error>",
    #"{"error": "expired"}"#,
  ])
  func aPageInPlaceOfAudioIsAnExpiredAddress(body: String) async throws {
    try await expectFailure(.expired, StubTransport(.json(body)))
  }

  @Test(arguments: ["", "hello, this is no audio at all", "RIFF", "\u{FEFF}la la la la la"])
  func whatIsNoAudioIsNotKept(body: String) async throws {
    try await expectFailure(.notAudio, StubTransport(.json(body)))
    try await expectFailure(.notAudio, StubTransport(.json("", status: 204)))
  }

  @Test(arguments: [300, 304, 418])
  func anyOtherStatusIsAFailure(status: Int) async throws {
    try await expectFailure(.server, StubTransport(.json("", status: status)))
  }

  @Test func aFileThatIsTooLargeIsRefusedByItsLength() async throws {
    let rules = DownloadRules(largestFile: 999)
    try await expectFailure(.tooLarge, StubTransport(part(0..<100)), rules: rules)
    try await expectFailure(.tooLarge, StubTransport(part(0..<1000, of: nil)), rules: rules)
    try expectWhole(
      await download(StubTransport(part(0..<1000)), rules: DownloadRules(largestFile: 1000)))
  }

  @Test func aLengthBeyondAllMeasureIsTooLarge() async throws {
    let transport = StubTransport(
      part(0..<300, of: nil, ending: .cut),
      part(300..<1000, status: 206, length: "\(Int.max)", contentRange: "bytes 300-/*"))
    try await expectFailure(.tooLarge, transport)
    let total = StubTransport(
      part(0..<300, of: nil, ending: .cut),
      part(300..<1000, status: 206, contentRange: "bytes 300-999/\(Int.max)"))
    try await expectFailure(.tooLarge, total)
  }

  @Test func moreThanIsDeclaredIsNoWholeFile() async throws {
    let transport = StubTransport(part(0..<1000, of: 900), part(0..<1000))
    try expectWhole(await download(transport))
  }

  @Test(arguments: ["-1", "1000, 1000", "much", ""])
  func aLengthThatMakesNoSenseIsNoLength(length: String) async throws {
    try expectWhole(await download(StubTransport(part(0..<1000, length: length))))
  }

  private func redirect(_ location: String?, status: Int = 302) -> Answer {
    var headers: HTTPFields = [:]
    headers[.location] = location
    return .json("moved", status: status, headers: headers)
  }

  @Test func fiveRedirectsAreFollowed() async throws {
    let transport = StubTransport(
      redirect("/1", status: 301), redirect("2", status: 303),
      redirect("//other.example/3", status: 307),
      redirect("http://third.example/4", status: 308), redirect("?x=5"), part(0..<1000))
    try expectWhole(await download(transport))
    #expect(
      transport.requests.map(\.url) == [
        "https://cdn.example/a.mp3", "https://cdn.example/1", "https://cdn.example/2",
        "https://other.example/3", "http://third.example/4", "http://third.example/4?x=5",
      ])
    #expect(transport.requests.allSatisfy { $0.reach == .publicOnly && $0.key == nil })
  }

  @Test func aSixthRedirectIsNot() async throws {
    let transport = StubTransport(redirect("/a.mp3"), repeatsLast: true)
    try await expectFailure(.refusedAddress, transport)
    #expect(transport.requests.count == 6)
  }

  @Test(arguments: ["file:///etc/passwd", "ftp://cdn.example/a", "https://user:pass@cdn.example/a"])
  func aRedirectToSomethingElseIsRefused(location: String) async throws {
    try await expectFailure(.refusedAddress, StubTransport(redirect(location)))
  }

  @Test func aRefusedHopIsNotTriedAgain() async throws {
    let refusal = RiffusionError(code: .refusedAddress, subject: "10.0.0.1", detail: "private")
    let transport = StubTransport(redirect("http://10.0.0.1/"), .failure(refusal))
    try await expectFailure(.refusedAddress, transport)
  }

  @Test func onlyAnAPIOnThisMachineMayServeFromIt() async throws {
    let transport = StubTransport(part(0..<1000))
    try expectWhole(
      await download(transport, from: "http://127.0.0.1:9/a", base: "http://127.0.0.1:9"))
    #expect(transport.requests.map(\.reach) == [.publicAndLoopback])
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() async throws {
    let file = try folder.write([1], to: "file")
    let client = try RiffusionClient.stub(.openAIHK, StubTransport(part(0..<1000)))
    let error = try await #require(throws: RiffusionError.self) {
      try await client.download(
        Song(id: "a", state: .succeeded, audioURL: "https://cdn.example/a"),
        into: URL(filePath: file + "/inner"))
    }
    #expect(error.code == .cannotWrite)
    #expect(error.subject.contains(file))
  }

  @Test func messagesShowNoSignature() async throws {
    let error = try await #require(throws: RiffusionError.self) {
      try await download(
        StubTransport(.json("", status: 403)), from: "https://cdn.example/a?sig=secret")
    }
    #expect("\(error)".contains("https://cdn.example/a"))
    #expect(!"\(error)".contains("secret"))
  }
}
