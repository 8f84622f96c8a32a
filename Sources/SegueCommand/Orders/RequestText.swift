import Foundation
import RiffusionAPI

/// A request as it would go over the wire, with the key redacted.
struct RequestText {
  /// The method and the address, the headers, and the body on many lines.
  let text: String

  /// The text of a request to an API.
  ///
  /// - Throws: Foundation's `EncodingError` for a number that is not finite.
  init(_ draft: RequestDraft, endpoint: APIEndpoint) throws {
    var text = "\(draft.method) \(endpoint)\(draft.path)\nAuthorization: Bearer <redacted>\n"
    if let body = draft.body {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      text += "Content-Type: application/json\n\n"
      text += Self.escaped(String(decoding: try encoder.encode(body), as: UTF8.self)) + "\n"
    }
    self.text = text
  }

  /// JSON with the characters escaped that could move the cursor or hide other text, which is the same
  /// JSON: a title in it may have been written by others.
  private static func escaped(_ json: String) -> String {
    json.unicodeScalars.reduce(into: "") { text, scalar in
      let isControl = scalar.properties.generalCategory == .control && scalar != "\n"
      if isControl || scalar.properties.isBidiControl {
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
}
