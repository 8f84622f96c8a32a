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

    let heading = Heading(name)
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
    let heading = Heading(line.trimmed)
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
  static let square: Set<Character> = ["[", "【", "［"]
  /// What closes such a marker.
  static let closing = Set(square.compactMap { brackets[$0] })
  private static let colons: Set<Character> = [":", "："]

  /// A line without the signs of Markdown that make it a heading or emphasize all of it.
  private static func withoutEmphasis(_ line: some StringProtocol) -> Substring {
    let heading = line.prefix { $0 == "#" }
    var text = Substring(line.dropFirst(heading.count)).trimmed
    while text.count > 2, let sign = text.first, sign == "*" || sign == "_", text.last == sign {
      text = text.dropFirst().dropLast().trimmed
    }
    return text
  }
}

/// The parts of what stands in a marker: a name, its number, how often it is sung.
private struct Heading {
  let exactKind: SectionKind?
  let kind: SectionKind?
  private(set) var number: Int?
  private(set) var repeats = 1

  init(_ text: some StringProtocol) {
    var words: [Substring] = []
    for word in text.split(whereSeparator: { $0.isWhitespace || "()（）".contains($0) }) {
      if let times = Self.times(word) { repeats = times } else { words.append(Substring(word)) }
    }
    // "Repeat Chorus" names the section that is sung once more.
    if words.count > 1, words[0].lowercased() == "repeat" { words.removeFirst() }
    // A description follows after a colon, a bar, a comma or a dash between spaces.
    if let cut = words.firstIndex(where: { ["-", "–", "—", "|", "/", "~"].contains($0) }) {
      words.removeSubrange(cut...)
    }
    if let cut = words.firstIndex(where: { $0.contains(where: { ":：,，;；|".contains($0) }) }) {
      words[cut] = words[cut].prefix { !":：,，;；|".contains($0) }
      words.removeSubrange((cut + 1)...)
    }
    let whole = words.joined(separator: " ")
    if let kind = SectionNames.kind(of: whole) {
      self.exactKind = kind
      self.kind = kind
      return
    }
    if let last = words.popLast() {
      let split = Self.numbered(last)
      number = split.number
      if !split.name.isEmpty { words.append(split.name) }
    }
    if number == nil, let first = words.first {
      let split = Self.counted(first)
      number = split.number
      words.replaceSubrange(0..<1, with: split.name.isEmpty ? [] : [split.name])
    }
    let name = words.joined(separator: " ")
    exactKind = SectionNames.kind(of: name)
    kind = exactKind ?? SectionNames.kind(within: name)
  }

  /// The 2 of `x2`, `×2` or `2x`.
  private static func times(_ word: some StringProtocol) -> Int? {
    let signs: Set<Character> = ["x", "X", "×", "*"]
    let digits: String
    if let first = word.first, signs.contains(first) {
      digits = String(word.dropFirst())
    } else if let last = word.last, signs.contains(last) {
      digits = String(word.dropLast())
    } else {
      return nil
    }
    return smallNumber(digits)
  }

  /// A last word parted into a name and a number: `2`, `II`, `Verse2`, `主歌二`.
  private static func numbered(_ word: Substring) -> (name: Substring, number: Int?) {
    let roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
    if let index = roman.firstIndex(of: String(word)) { return ("", index + 1) }
    if let number = ordinals[SectionNames.folded(String(word))] { return ("", number) }
    if let last = word.last, let index = chinese.firstIndex(of: last) {
      return (word.dropLast(), index + 1)
    }
    let digits = word.reversed().prefix { $0.wholeNumberValue != nil }
    guard let number = smallNumber(String(digits.reversed())) else { return (word, nil) }
    let name = word.dropLast(digits.count)
    return (name.last == "#" ? name.dropLast() : name, number)
  }

  /// A first word parted into a number and a name: `1.`, `2e`, `First`, `2절`, `第一段`.
  private static func counted(_ word: Substring) -> (name: Substring, number: Int?) {
    if let number = ordinals[SectionNames.folded(String(word))] { return ("", number) }
    let plain = word.first == "第" ? word.dropFirst() : word
    if word.first == "第", let first = plain.first, let index = chinese.firstIndex(of: first) {
      return (plain.dropFirst(), index + 1)
    }
    let digits = plain.prefix { $0.wholeNumberValue != nil }
    guard let number = smallNumber(String(digits)) else { return (word, nil) }
    let name = plain.dropFirst(digits.count)
    return (ordinalEnds.contains(name.lowercased()) ? "" : name, number)
  }

  private static let chinese: [Character] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]

  /// What makes a number of digits an ordinal.
  private static let ordinalEnds: Set<String> = [
    "", ".", "st", "nd", "rd", "th", "e", "er", "ère", "re", "º", "ª", "°", "o", "a", "й", "-й",
  ]

  /// Ordinals in words, folded.
  private static let ordinals: [String: Int] = {
    let words = [
      ["first", "erste", "primera", "primeira", "prima", "первый", "الأول", "الاول", "ilk"],
      ["second", "zweite", "segunda", "seconda", "второй", "الثاني", "ikinci"],
      ["third", "dritte", "tercera", "terceira", "terza", "третий", "الثالث", "üçüncü"],
    ]
    var ordinals: [String: Int] = [:]
    for (index, words) in words.enumerated() {
      for word in words { ordinals[SectionNames.folded(word)] = index + 1 }
    }
    return ordinals
  }()

  private static func smallNumber(_ digits: String) -> Int? {
    guard (1...2).contains(digits.count) else { return nil }
    let values = digits.compactMap(\.wholeNumberValue)
    let number = values.reduce(0) { 10 * $0 + $1 }
    return values.count == digits.count && (1...99).contains(number) ? number : nil
  }
}

extension StringProtocol {
  /// Whether there is a letter or a digit in it, as in all that is sung.
  var hasWords: Bool { contains { $0.isLetter || $0.isNumber } }

  /// The text without the white space around it, and without signs of no width, which web pages
  /// leave in what is copied from them.
  var trimmed: SubSequence {
    guard let first = firstIndex(where: { !$0.isBlank }),
      let last = lastIndex(where: { !$0.isBlank })
    else { return self[endIndex...] }
    return self[first...last]
  }
}

extension Character {
  /// Whether nothing is to be seen of it: white space, or a zero width space, word joiner or mark of
  /// byte order or direction.
  fileprivate var isBlank: Bool {
    isWhitespace || "\u{200B}\u{2060}\u{FEFF}\u{200E}\u{200F}".contains(self)
  }
}
