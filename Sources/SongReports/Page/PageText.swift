import Foundation
import Mustache

/// How text that others wrote is put into a page.
///
/// Scalar by scalar: a quotation mark with a combining mark after it is one character to Swift, and
/// is still the end of an attribute to a browser.
struct PageText: MustacheContentType {
  /// The name of this way in the templates' first line, `{{% CONTENT_TYPE: PAGE }}`.
  static let name = "PAGE"

  /// The text as element content or as the value of a quoted attribute.
  func escapeText(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case "`": escaped.append(contentsOf: "&#96;".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  /// JSON as the content of a script element: nothing in it can end the element or open a comment.
  ///
  /// The signs stand in strings alone, where JSON knows them by number too.
  static func scriptData(_ json: Data) -> String {
    var safe: [UInt8] = []
    safe.reserveCapacity(json.count)
    for byte in json {
      switch byte {
      case UInt8(ascii: "<"): safe += "\\u003c".utf8
      case UInt8(ascii: ">"): safe += "\\u003e".utf8
      case UInt8(ascii: "&"): safe += "\\u0026".utf8
      // U+2028 and U+2029 end a line in scripts; in UTF-8 they are E2 80 A8 and E2 80 A9.
      case 0xA8 where safe.suffix(2) == [0xE2, 0x80]:
        safe.replaceSubrange((safe.count - 2)..., with: "\\u2028".utf8)
      case 0xA9 where safe.suffix(2) == [0xE2, 0x80]:
        safe.replaceSubrange((safe.count - 2)..., with: "\\u2029".utf8)
      default: safe.append(byte)
      }
    }
    return String(decoding: safe, as: UTF8.self)
  }
}
