import Foundation

/// The secret that a provider knows its customer by.
///
/// It cannot be printed, dumped or encoded: whatever shows it shows `<redacted>`. It leaves this
/// type in one place, the header of a request to the API.
public struct APIKey: Hashable, Sendable {
  private let secret: String

  /// A key as the provider gave it, without the white space that copying may have put around it.
  ///
  /// - Throws: `RiffusionError` of code `authentication` for an empty key, and for one with
  ///   characters that no header may hold.
  public init(_ text: String) throws(RiffusionError) {
    let secret = text.split(whereSeparator: \.isWhitespace)
    let isPlain = text.unicodeScalars.allSatisfy { $0.isASCII && $0.value != 0x7F }
    guard secret.count == 1, isPlain, secret[0].unicodeScalars.allSatisfy({ $0.value > 0x20 })
    else {
      throw RiffusionError(
        code: .authentication, subject: "key",
        detail: "it is empty, or has characters that no key has; copy it anew")
    }
    self.secret = String(secret[0])
  }

  /// The value of the header `Authorization`.
  var authorization: String { "Bearer \(secret)" }

  /// A text with every copy of the key replaced, as a provider's words may repeat it.
  ///
  /// Each character may be escaped, as in JSON (RFC 8259, 7) or in an address (RFC 3986, 2.1).
  func redacted(_ text: String) -> String {
    let spellings = secret.unicodeScalars.map { scalar in
      let plain = NSRegularExpression.escapedPattern(for: String(scalar))
      let hex = String(scalar.value, radix: 16)
      return "(?:\\\\?\(plain)|(?i:\\\\u00|%)(?i:\(hex)))"
    }
    return text.replacingOccurrences(
      of: spellings.joined(), with: Self.placeholder, options: .regularExpression)
  }

  /// Whether the key is too long to stand in a title or an address by chance.
  ///
  /// The limit is ours: a random key has more characters, and `test` or `key` of a stand-in fewer.
  var isUnlikeWords: Bool { secret.count >= 12 }

  private static let placeholder = "<redacted>"
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always `<redacted>`.
  public var description: String { Self.placeholder }
  /// Always `<redacted>`.
  public var debugDescription: String { Self.placeholder }
  /// A mirror without children, so that `dump` shows nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
