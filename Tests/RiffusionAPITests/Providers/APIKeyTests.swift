import Foundation
import RiffusionAPI
import Testing

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
