/// A section as a user names it: `chorus`, `Verse 2`, `verse#2`, `bridge:start`.
package struct SectionReference: Hashable, Sendable, CustomStringConvertible {
  /// An end of a section.
  package enum Edge: String, Hashable, Sendable {
    /// The bar line where it starts.
    case start
    /// The bar line where it ends.
    case end
  }

  /// The section's name in the lyrics, or its label; case makes no difference.
  package let name: String

  /// Which of the sections of that name, from 1; `nil` leaves it to the use.
  package let number: Int?

  /// Which of its ends, where one was named.
  package let edge: Edge?

  /// Reads `NAME[#N][:start|:end]`; what follows neither form belongs to the name.
  ///
  /// - Throws: `SongRunError` of code `malformedAnchor` for an empty name and for number 0.
  package init(_ text: String) throws(SongRunError) {
    var rest = Substring(text)
    var edge: Edge?
    if let colon = rest.lastIndex(of: ":") {
      edge = Edge(rawValue: rest[rest.index(after: colon)...].lowercased())
      if edge != nil { rest = rest[..<colon] }
    }
    var number: Int?
    if let hash = rest.lastIndex(of: "#") {
      let digits = rest[rest.index(after: hash)...]
      if !digits.isEmpty, digits.allSatisfy({ "0"..."9" ~= $0 }) {
        number = Int(digits) ?? Int.max
        rest = rest[..<hash]
      }
    }
    name = rest.trimmed
    self.number = number
    self.edge = edge
    guard !name.isEmpty, number != 0 else {
      throw SongRunError(
        code: .malformedAnchor, subject: text,
        detail: "a section is named as NAME[#N][:start|:end], with N from 1")
    }
  }

  /// The reference as it would be written.
  package var description: String {
    name + (number.map { "#\($0)" } ?? "") + (edge.map { ":\($0.rawValue)" } ?? "")
  }
}

extension Substring {
  /// The text without white space at its ends.
  fileprivate var trimmed: String {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    let end = lastIndex { !$0.isWhitespace }.map(index(after:)) ?? endIndex
    return String(self[start..<end])
  }
}
