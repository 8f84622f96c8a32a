/// The name of a result: the same for the same sound with the same lyrics, whatever the files are
/// called.
package struct BatchKey: Hashable, Sendable, Codable, CustomStringConvertible {
  /// 64 digits of lower-case hexadecimal.
  package let description: String

  /// The SHA-256 of three digests, a line each; a line without one is empty.
  package init(audio: String, lyrics: String?, words: String?) {
    let text = [audio, lyrics ?? "", words ?? ""].joined(separator: "\n")
    description = TextDigest(text).description
  }

  /// Reads the digits.
  package init(from decoder: any Decoder) throws {
    description = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the digits.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
