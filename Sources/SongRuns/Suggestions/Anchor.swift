/// What a cut or a replaced range hangs on, as a user says it.
package enum Anchor: Hashable, Sendable {
  /// The end of the last chorus.
  case lastChorus
  /// The start of the last chorus.
  case lastChorusStart
  /// The last bar line before the closing fade or silence.
  case end
  /// The best-rated suggestion of any kind.
  case auto
  /// An end of a named section, or all of it.
  case section(SectionReference)

  /// Reads a keyword, or the name of a section, before which `section:` may stand where the name is
  /// a keyword too.
  ///
  /// - Throws: `SongRunError` of code `malformedAnchor`.
  package init(_ text: String) throws(SongRunError) {
    switch text.lowercased() {
    case "last-chorus": self = .lastChorus
    case "last-chorus-start": self = .lastChorusStart
    case "end": self = .end
    case "auto": self = .auto
    case let lowered where lowered.hasPrefix(Self.quote):
      self = .section(try SectionReference(String(text.dropFirst(Self.quote.count))))
    default: self = .section(try SectionReference(text))
    }
  }

  private static let quote = "section:"
}

extension Anchor: CustomStringConvertible {
  /// The anchor as it would be written.
  package var description: String {
    switch self {
    case .lastChorus: "last-chorus"
    case .lastChorusStart: "last-chorus-start"
    case .end: "end"
    case .auto: "auto"
    case .section(let reference):
      ["last-chorus", "last-chorus-start", "end", "auto"].contains(reference.name.lowercased())
        ? Self.quote + reference.description : reference.description
    }
  }
}
