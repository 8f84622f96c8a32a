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
    var safe = String.UnicodeScalarView()
    for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x3C: safe.append(contentsOf: "\\u003c".unicodeScalars)
      case 0x3E: safe.append(contentsOf: "\\u003e".unicodeScalars)
      case 0x26: safe.append(contentsOf: "\\u0026".unicodeScalars)
      case 0x2028: safe.append(contentsOf: "\\u2028".unicodeScalars)
      case 0x2029: safe.append(contentsOf: "\\u2029".unicodeScalars)
      default: safe.append(scalar)
      }
    }
    return String(safe)
  }
}
