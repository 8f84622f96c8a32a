import Foundation
import RiffusionAPI
import Testing

@Suite struct JSONValueTests {
  @Test(arguments: [
    "null", "true", "0", "-7", "0.28", "118.932608", "38.16928131842106", #""a/b""#, "[]", "{}",
    #"[null,false,1,1.5,"x",{"a":[]}]"#, #"{"a":null,"b":{"c":9007199254740993}}"#,
  ])
  func comesBackAsItWas(text: String) throws {
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    #expect(String(decoding: try value.encoded(), as: UTF8.self) == text)
  }

  @Test func keysAreSorted() throws {
    let value: JSONValue = ["b": 1, "a": 2, "c": 0.5]
    #expect(String(decoding: try value.encoded(), as: UTF8.self) == #"{"a":2,"b":1,"c":0.5}"#)
  }

  @Test func aDotLeadsIntoAnObject() {
    var value: JSONValue = ["a": ["b": 1], "c": 2]
    #expect(value[member: "a.b"] == 1)
    #expect(value[member: "a.x"] == nil)
    #expect(value[member: "c.b"] == nil)
    value[member: "a.x"] = nil
    #expect(value == ["a": ["b": 1], "c": 2])
    value[member: "d.e"] = .null
    #expect(value == ["a": ["b": 1], "c": 2, "d": ["e": .null]])
    value[member: "c"] = nil
    #expect(value == ["a": ["b": 1], "d": ["e": .null]])
  }
}
