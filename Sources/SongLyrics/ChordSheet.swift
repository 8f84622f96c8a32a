/// What stands in lyrics for who plays along: lines of chords over the words, chords in brackets
/// among them, and tablature.
///
/// Letters alone, `A B C`, may be sung; so a line is one of chords for sure where it has two
/// different ones at least, and one that is more than a letter or wide gaps as over words. Where a
/// text has two such lines, others that have nothing but chords are of chords too.
struct ChordSheet {
  /// The lines of chords and tablature, by their places in the text.
  let lines: Set<Int>

  /// How many lines of chords for sure make a sheet of a text: ours, by judgement.
  private static let fewestLines = 2

  /// Finds the lines in a text.
  init(_ text: [Substring]) {
    let patterns = Patterns()
    var certain: Set<Int> = []
    var possible: Set<Int> = []
    for (index, line) in text.enumerated() {
      let plain = line.trimmed
      if plain.contains("--"), plain.wholeMatch(of: patterns.tablature) != nil {
        certain.insert(index)
        continue
      }
      let signs = plain.split { $0.isWhitespace || Self.bars.contains($0) }
      // Hardly a line of words has nothing but such capitals.
      guard signs.allSatisfy({ $0.first.map(Self.firstSigns.contains) ?? false }) else { continue }
      let chords = signs.filter { $0.wholeMatch(of: patterns.filling) == nil }
      guard !chords.isEmpty, chords.allSatisfy({ $0.wholeMatch(of: patterns.chord) != nil })
      else { continue }
      let isBracketed = plain.contains("[")
      let isCertain =
        isBracketed
        ? chords.count > 1 || plain.count > "[A]".count
        : Set(chords).count > 1
          && (chords.contains { $0.count > 1 } || plain.contains("  ") || plain.contains("|"))
      if isCertain { certain.insert(index) } else if !isBracketed { possible.insert(index) }
    }
    lines = certain.count >= Self.fewestLines ? certain.union(possible) : certain
  }

  /// The lines without the chords in brackets among their words, `[Am]Over the [F]water`.
  static func words(of lines: some Sequence<some StringProtocol>) -> [String] {
    var patterns: Patterns?
    return lines.map { line in
      guard line.contains("[") else { return String(line) }
      let known = patterns ?? Patterns()
      patterns = known
      return String(line).replacing(known.bracketed) { bracket in
        bracket.1.wholeMatch(of: known.chord) == nil ? bracket.0 : ""
      }
    }
  }

  /// What parts chords: bars and brackets.
  private static let bars: Set<Character> = ["|", "[", "]", ":", ",", "–", "-", "\t"]

  /// What chords, and what stands among them, begin with.
  private static let firstSigns = Set("ABCDEFGN%./(xX0123456789")

  /// What is looked for in each line; made once for a text, which costs more than looking.
  private struct Patterns {
    /// What stands among chords: repeats, rests, beats.
    let filling = #/\(?(?:[xX]\d|\d[xX])\)?|N\.?C\.?|[%.\/]+/#
    /// A root, its kind, what is added, and a bass.
    let chord =
      #/[A-G][#b♯♭]?(?:maj|dim|aug|[mM+°øΔ])?\d{0,2}(?:(?:sus|add|maj|alt|[#b♯♭])\d{0,2}|\([^)]*\))*(?:\/[A-G][#b♯♭]?)?/#
    /// Something in brackets.
    let bracketed = #/\[([^\[\]]+)\]/#
    /// A string of a fretted instrument.
    let tablature = #/[A-Ga-g][#b]?\s?\|[-\dhpbxrst~|\/\\^()]*/#
  }
}
