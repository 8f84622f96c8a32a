import Foundation

extension JSONValue {
  /// Reads what a provider sent, also where that is not quite JSON, as an answer to an order names
  /// songs that are paid for.
  ///
  /// Texts that were shortened in the midst of a character end in half a surrogate pair, which is
  /// read as U+FFFD, like bytes that are no UTF-8; `NaN` and `Infinity`, which some programs write, are
  /// read as `null`.
  ///
  /// - Returns: `nil` for what is no JSON even then.
  init?(mending data: Data) {
    if let value = try? JSONValue(data) {
      self = value
      return
    }
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    guard let value = try? decoder.decode(JSONValue.self, from: Data(Self.mended(data).utf8)) else {
      return nil
    }
    self = value
  }

  private static func mended(_ data: Data) -> String {
    // A backslash that is escaped itself begins nothing, and is passed over like a whole pair.
    let escape =
      /\\\\|\\u[dD][89abAB]\p{AHex}{2}\\u[dD][c-fC-F]\p{AHex}{2}|(?<half>\\u[dD][89a-fA-F]\p{AHex}{2})/
      .matchingSemantics(.unicodeScalar)
    return String(decoding: data, as: UTF8.self).replacing(escape) { match in
      match.output.half == nil ? match.output.0 : "\\ufffd"
    }
  }
}
