package import Foundation

/// Writes published documents, always as the same bytes: sorted keys, one line, slashes as they
/// are.
package struct DocumentEncoder: Sendable {
  /// The one way of writing.
  package init() {}

  /// The document as one line of JSON, without a line break at its end.
  ///
  /// - Throws: Foundation's `EncodingError` for a number that is not finite, which no document holds.
  package func encode(_ document: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(document)
  }
}
