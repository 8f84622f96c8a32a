import Foundation
import Testing

@testable import RiffusionAPI

@Suite struct JSONValueReadingTests {
  @Test func numbersMayComeAsText() {
    let cases: [(JSONValue, Double?)] = [
      (1, 1), (1.5, 1.5), ("181.3", 181.3), ("40%", 40), ("-3", -3), ("", nil), ("%", nil),
      ("a", nil), ("nan", nil), ("inf", nil), ("1e999", nil), (.number(.infinity), nil),
      (.null, nil), (true, nil), ([], nil), ([:], nil),
    ]
    for (value, amount) in cases { #expect(value.amount == amount) }
  }

  @Test func anIDIsTextOrAWholeNumber() {
    let cases: [(JSONValue, String?)] = [
      ("a", "a"), (" a", " a"), ("", nil), (" \n", nil), (7, "7"), (-7, "-7"), (1.5, nil),
      (.null, nil), (true, nil), (["a"], nil),
    ]
    for (value, id) in cases { #expect(value.identifier == id) }
  }

  @Test(
    arguments: [
      (#"["Rain \ud83d", "a\uDE00\ud83d\ude00"]"#, ["Rain \u{fffd}", "a\u{fffd}😀"]),
      (#"["\\ud83d", "\ud83d\n"]"#, [#"\ud83d"#, "\u{fffd}\n"]),
      ("[NaN, Infinity, -Infinity, 1.5]", [.null, .null, .null, 1.5]),
      ("[\"e\u{301}\"]", ["e\u{301}"]),
    ] as [(String, JSONValue)])
  func whatIsNotQuiteJSONIsReadAllTheSame(text: String, value: JSONValue) {
    #expect(JSONValue(mending: Data(text.utf8)) == value)
  }

  @Test func bytesThatAreNoTextCostNoMoreThanThemselves() {
    let body = Data(#"{"id": "a", "title": ""#.utf8) + [0xf0, 0x9f] + Data(#""}"#.utf8)
    #expect(JSONValue(mending: body) == ["id": "a", "title": "\u{fffd}"])
  }

  @Test(arguments: ["", "<html>", "{\"id\": \"a\"", "[1, 2", "Internal Server Error", "\"\\ud8\""])
  func whatIsNoJSONIsNone(text: String) {
    #expect(JSONValue(mending: Data(text.utf8)) == nil)
  }

  @Test func partsOfTheWrongKindAreNone() {
    let value: JSONValue = ["list": [1], "text": "a"]
    #expect(value[member: "list"]?.elements == [1])
    #expect(value[member: "list"]?.text == nil)
    #expect(value[member: "list"]?.members == nil)
    #expect(value[member: "text"]?.elements == nil)
    #expect(value[member: ""] == nil)
    #expect(value[member: "."] == nil)
    #expect(value.members?.count == 2)
  }

  @Test func literalsMakeValues() {
    let value: JSONValue = ["a": true, "b": [1, 1.0, 1.5, "x"], "a2": .null]
    #expect(value[member: "a"] == .bool(true))
    #expect(value[member: "b"] == .array([.integer(1), .integer(1), .number(1.5), .string("x")]))
  }

  @Test(arguments: [
    "", "{", "[1,", "nul", "{\"a\":}", "\"\u{1}", "<html>", "{\"a\": 1e999}",
  ])
  func whatIsNoJSONIsAnError(text: String) {
    #expect(throws: (any Error).self) { try JSONValue(Data(text.utf8)) }
  }

  /// A deeper answer is refused, not followed until the stack ends.
  @Test func aTowerOfListsIsAnError() {
    let tower = String(repeating: "[", count: 1 << 20)
    #expect(throws: (any Error).self) { try JSONValue(Data(tower.utf8)) }
    let closed = tower + String(repeating: "]", count: 1 << 20)
    #expect(throws: (any Error).self) { try JSONValue(Data(closed.utf8)) }
  }

  @Test func hugeNumbersStayNumbers() throws {
    let value = try JSONValue(Data("[9223372036854775807, 9223372036854775808, 1e300]".utf8))
    #expect(value == [.integer(.max), .number(9223372036854775808), .number(1e300)])
    #expect(JSONValue(1e300) == .number(1e300))
    #expect(JSONValue(-0.0) == 0)
  }

  @Test func whatIsNotFiniteCannotBeSent() {
    #expect(throws: (any Error).self) { try JSONValue.number(.nan).encoded() }
    #expect(throws: (any Error).self) { try JSONValue.number(.infinity).encoded() }
  }
}
