import Foundation

/// How long words take to be sung, as far as their text tells.
///
/// Half of it is syllables, half is lines: a line takes a phrase of music, however few syllables it
/// has, and many syllables take longer. The unit is a line of eight syllables.
enum SungLength {
  /// Syllables in a line of popular song: 6 to 10 are usual.
  private static let syllablesInLine = 8.0

  /// The length of lines, in lines of eight syllables; 0 of nothing that can be sung.
  static func units(of lines: [String]) -> Double {
    let counts = lines.map(syllables).filter { $0 > 0 }
    return 0.5 * Double(counts.reduce(0, +)) / syllablesInLine + 0.5 * Double(counts.count)
  }

  /// How many syllables a line has, at least 1 where there is a letter or a digit.
  ///
  /// A run of vowels is one, and so is every sign of Chinese, Japanese and Korean writing; of a
  /// writing that leaves vowels out, what `UnwrittenVowels` says.
  static func syllables(of line: String) -> Int {
    let plain = line.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    var count = UnwrittenVowels.syllables(of: line)
    var wasVowel = false
    for scalar in plain.unicodeScalars {
      let isVowel = vowels.contains(scalar)
      if isSyllable(scalar) || (isVowel && !wasVowel) { count += 1 }
      wasVowel = isVowel
    }
    let isSung = plain.contains { $0.isLetter || $0.isNumber }
    return max(count, isSung ? 1 : 0)
  }

  private static let vowels = Set("aeiouyıæøœаеиоуыэюяієαεηιουω".unicodeScalars)

  /// Whether a sign belongs to a writing that puts no spaces between words: besides kana, Han and
  /// Hangul those of Thailand, Laos, Myanmar and Cambodia.
  static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF: true
    default: isSyllable(scalar)
    }
  }

  /// Whether a sign stands for a syllable: kana, Han and Hangul.
  static func isSyllable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0x20000...0x323AF:
      true
    default: false
    }
  }
}
