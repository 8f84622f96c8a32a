/// A line of lyrics that names the section after it, such as `[Verse 2]`, `(Chorus x2)`,
/// `**Bridge**` or `Outro:`.
public struct SectionMarker: Hashable, Sendable {
  /// The marker as it was written, with its brackets or what it has instead, without the space
  /// around it.
  public let text: String

  /// What stands between the brackets, or is emphasized or before a colon, as it was written:
  /// `Verse 2`.
  public let name: String

  /// What the section is.
  public let kind: SectionKind

  /// The number of the section, as in `Verse 2` or `Verse II`; `nil` without one.
  public let number: Int?

  /// How many times the section is to be sung, 2 for `Chorus x2`; at least 1, at most 99.
  public let repeats: Int

  /// Reads one line as a marker.
  ///
  /// Whatever stands alone in square brackets is a marker, of kind `other` if its name is unknown.
  /// Round brackets also hold second voices, `(oh, oh)`, and so need a name that is known as a
  /// whole; so does a line without brackets that is a heading or emphasized in Markdown,
  /// `## Chorus` or `**Chorus**`, or that ends with a colon.
  ///
  /// - Returns: `nil` when the line is a line to be sung, or blank.
  public init?(line: some StringProtocol) {
    let text = line.trimmed
    let plain = Self.withoutEmphasis(text)
    let name: Substring
    let isSquare: Bool
    if let open = plain.first, let close = Self.brackets[open] {
      let inner = plain.dropFirst().dropLast()
      guard plain.last == close, !inner.contains(open), !inner.contains(close) else { return nil }
      name = inner.trimmed
      isSquare = Self.square.contains(open)
    } else {
      let isTitle = plain.last.map(Self.colons.contains) ?? false
      name = isTitle ? plain.dropLast().trimmed : plain
      guard isTitle || plain.count < text.count else { return nil }
      isSquare = false
    }
    guard !name.isEmpty else { return nil }

    let heading = SectionHeading(name)
    if isSquare {
      self.kind = heading.kind ?? .other
    } else {
      guard let kind = heading.exactKind else { return nil }
      self.kind = kind
    }
    self.text = String(text)
    self.name = String(name)
    self.number = heading.number
    self.repeats = heading.repeats
  }

  /// Reads a line that is nothing but the known name of a section, `Chorus` or `Verse 2`.
  ///
  /// - Returns: `nil` when it is anything else; what it returns may still be a line to be sung.
  init?(bareLine line: some StringProtocol) {
    let heading = SectionHeading(line.trimmed)
    guard let kind = heading.exactKind else { return nil }
    text = String(line.trimmed)
    name = text
    self.kind = kind
    number = heading.number
    repeats = heading.repeats
  }

  /// Reads a marker in square brackets behind a note of the page, `You might also like[Chorus]`, as
  /// what is copied from a page has it.
  ///
  /// - Returns: `nil` for any other line.
  init?(behindNote line: Substring) {
    guard let open = line.lastIndex(of: "["), let note = PageNote(line[..<open]),
      note.isNeverSung
    else { return nil }
    self.init(line: line[open...])
  }

  private static let brackets: [Character: Character] = [
    "[": "]", "(": ")", "【": "】", "（": "）", "［": "］", "{": "}", "<": ">", "〈": "〉", "《": "》",
    "「": "」", "『": "』", "〔": "〕",
  ]
  /// What opens a marker whatever its name is.
  package static let square: Set<Character> = ["[", "【", "［"]
  /// What closes such a marker.
  package static let closing = Set(square.compactMap { brackets[$0] })
  private static let colons: Set<Character> = [":", "："]

  /// A line without the signs of Markdown that make it a heading or emphasize all of it.
  private static func withoutEmphasis(_ line: some StringProtocol) -> Substring {
    let heading = line.prefix { $0 == "#" }
    var text = Substring(line.dropFirst(heading.count)).trimmed
    while text.utf8.count > 2, let sign = text.first, sign == "*" || sign == "_", text.last == sign
    {
      text = text.dropFirst().dropLast().trimmed
    }
    return text
  }
}
