import Foundation
import Testing

@testable import RiffusionAPI

@Suite struct APIKeyTests {
  private struct Account {
    let name = "account"
    let key: APIKey
  }

  private let key: APIKey

  init() throws { key = try APIKey(testKey) }

  @Test func nothingThatPrintsShowsIt() {
    let values: [Any] = [
      key, Account(key: key), [key], Optional(key) as Any, ["key": key], (1, key), Set([key]),
      Result<APIKey, any Error>.success(key),
    ]
    for value in values {
      var dumped = ""
      dump(value, to: &dumped)
      for text in ["\(value)", String(reflecting: value), dumped] {
        #expect(!text.contains(testKey))
      }
    }
    #expect("\(key)" == "<redacted>")
    #expect(String(reflecting: key) == "<redacted>")
  }

  @Test func aMirrorHasNoChildren() {
    #expect(Mirror(reflecting: key).children.isEmpty)
  }

  @Test func itCannotBeEncoded() {
    #expect(!((key as Any) is any Encodable))
  }

  @Test func whiteSpaceFromCopyingIsNoPartOfIt() throws {
    #expect(try APIKey(" \t\(testKey)\r\n") == key)
  }

  /// Encoders escape a slash or a plus sign, and other characters of a key, as they like.
  @Test(arguments: [
    #"{"key": "hk/a+b=.c"}"#, #"{"key": "hk\/a+b=.c"}"#,
    #"{"key": "\u0068k\u002Fa\u002bb\u003D.c"}"#, "?key=hk%2Fa%2bb%3D.c&", "hk/a+b=.chk/a+b=.c",
  ])
  func itIsRedactedInEverySpelling(text: String) throws {
    let shown = try APIKey("hk/a+b=.c").redacted(text)
    #expect(shown.contains("<redacted>"))
    #expect(!shown.contains(".c"))
  }

  @Test func whatIsNoKeyIsLeftAsItIs() throws {
    let text = #"{"key": "hk/a+b=xc, HK/a+b=.c", "n": "\u0068k"}"#
    #expect(try APIKey("hk/a+b=.c").redacted(text) == text)
  }

  @Test(arguments: [
    "", " ", "\n", "a b", "a\nb", "hk-\u{0}", "hk-\u{1B}[2J", "hk-\u{7F}", "ключ", "hk-é",
    "hk-\u{200B}x",
  ])
  func whatNoHeaderCanHoldIsRefused(text: String) throws {
    let error = try #require(throws: RiffusionError.self) { try APIKey(text) }
    #expect(error.code == .authentication)
    #expect(text.allSatisfy(\.isWhitespace) || !"\(error)".contains(text))
  }
}
