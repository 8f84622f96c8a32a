import AsyncHTTPClient
import Foundation
import HTTPTypes
import NIOHTTP1
import Testing

@testable import RiffusionAPI

@Suite struct HTTPClientRequestTests {
  /// A method of an unknown name would be framed as if it had a body, with a length of 0.
  @Test func aQuestionHasNoBody() {
    let message = HTTPClientRequest(TransportRequest(url: "https://api.test/x"))
    #expect(message.body == nil)
    guard case .GET = message.method else {
      Issue.record("a method of an unknown name: \(message.method)")
      return
    }
  }

  @Test func anOrderHasItsBodyAndTheKey() throws {
    var request = TransportRequest(
      method: .post, url: "https://api.test/x", body: Data("{}".utf8), key: try APIKey(testKey))
    request.headers[.contentType] = "application/json"
    let message = HTTPClientRequest(request)
    #expect(message.url == "https://api.test/x")
    #expect(message.method == .POST)
    #expect(message.body != nil)
    #expect(message.headers["Authorization"] == ["Bearer \(testKey)"])
    #expect(message.headers["Content-Type"] == ["application/json"])
  }

  /// RFC 9110, 12.5.3: whoever does not say so may be answered in any coding.
  @Test func bodiesAreAskedForAsTheyAre() {
    let message = HTTPClientRequest(TransportRequest(url: "https://api.test/x"))
    #expect(message.headers["Accept-Encoding"] == ["identity"])
  }
}
