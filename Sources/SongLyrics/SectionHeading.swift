/// The parts of what stands in a marker: a name, its number, how often it is sung.
struct SectionHeading {
  /// What the section is, where its name is known as a whole; `nil` for any other name.
  let exactKind: SectionKind?
  /// The same, or what a known name within it says, as in `Final Chorus`; `nil` where there is none.
  let kind: SectionKind?
  /// The number of the section, from 1 to 99; `nil` without one.
  private(set) var number: Int?
  /// How many times the section is to be sung, from 1 to 99.
  private(set) var repeats = 1

  /// Reads what stands between the brackets of a marker, or has their place.
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
    let signs = word.reversed().prefix { chinese.contains($0) }
    if let number = chineseNumber(signs.reversed()) { return (word.dropLast(signs.count), number) }
    let digits = word.reversed().prefix { $0.wholeNumberValue != nil }
    guard let number = smallNumber(String(digits.reversed())) else { return (word, nil) }
    let name = word.dropLast(digits.count)
    return (name.last == "#" ? name.dropLast() : name, number)
  }

  /// A first word parted into a number and a name: `1.`, `2e`, `First`, `2절`, `第一段`.
  private static func counted(_ word: Substring) -> (name: Substring, number: Int?) {
    if let number = ordinals[SectionNames.folded(String(word))] { return ("", number) }
    let plain = word.first == "第" ? word.dropFirst() : word
    let signs = plain.prefix { chinese.contains($0) }
    if word.first == "第", let number = chineseNumber(Array(signs)) {
      return (plain.dropFirst(signs.count), number)
    }
    let digits = plain.prefix { $0.wholeNumberValue != nil }
    guard let number = smallNumber(String(digits)) else { return (word, nil) }
    let name = plain.dropFirst(digits.count)
    return (ordinalEnds.contains(name.lowercased()) ? "" : name, number)
  }

  private static let chinese: [Character] = ["十", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

  /// The 12 of `十二`, from 1 to 99; `nil` of what is no such number.
  private static func chineseNumber(_ signs: [Character]) -> Int? {
    let values = signs.compactMap(chinese.firstIndex)
    guard values.count == signs.count, let ten = values.firstIndex(of: 0) else {
      return values.count == 1 ? values[0] : nil
    }
    let (tens, ones) = (values[..<ten], values[(ten + 1)...])
    guard tens.count < 2, ones.count < 2, ones.first != 0 else { return nil }
    return 10 * (tens.first ?? 1) + (ones.first ?? 0)
  }

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
