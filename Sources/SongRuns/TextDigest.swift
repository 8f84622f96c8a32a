import Crypto
import Foundation

/// The SHA-256 of a text in UTF-8.
package struct TextDigest: Hashable, Sendable, CustomStringConvertible {
  /// 64 digits of lower-case hexadecimal.
  package let description: String

  /// The digest of a text.
  package init(_ text: String) {
    description = SHA256.hash(data: Data(text.utf8)).hexadecimal
  }
}

extension Sequence<UInt8> {
  /// Two digits of lower-case hexadecimal for each byte.
  var hexadecimal: String {
    map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
