/// How many syllables words have in writings in which vowels are signs at the consonants, or are
/// left out: Arabic and Hebrew, those of India, Thai and Lao.
///
/// By rules of thumb, as lengths need: a syllable of Arabic has two letters, as vowels that are long
/// are written and others are not; a consonant of an Indian writing is one with its vowel, unless a
/// sign takes that away or it ends its word; a syllable of Thai has a vowel, which may be written in
/// two places around its consonant.
enum UnwrittenVowels {
  /// The syllables of a line that are written so; 0 of any other.
  static func syllables(of line: String) -> Int {
    line.unicodeScalars.split { $0.properties.isWhitespace }.reduce(0) { count, word in
      let word = Array(word)
      let letters = word.count { isArabic($0) && $0.properties.isAlphabetic && !isMark($0) }
      let arabic = letters > 0 ? max(1, letters / 2) : 0
      return count + arabic + indian(word) + thai(word)
    }
  }

  private static func indian(_ word: [Unicode.Scalar]) -> Int {
    let letters = word.indices.filter {
      (0x900...0xDFF).contains(word[$0].value) && isLetter(word[$0])
    }
    let voiced = letters.filter { index in
      let next = index + 1
      guard next < word.count else { return letters.count == 1 }
      return word[next].properties.canonicalCombiningClass != .virama
    }
    return letters.isEmpty ? 0 : max(1, voiced.count)
  }

  private static func thai(_ word: [Unicode.Scalar]) -> Int {
    var count = 0
    var leading: Int?
    for (index, scalar) in word.enumerated() {
      switch scalar.value {
      case 0xE40...0xE44, 0xEC0...0xEC4:
        count += 1
        leading = index
      case 0xE30...0xE39, 0xEB0...0xEB9:
        // Behind one or two consonants and a tone it belongs to the vowel before them.
        if let first = leading, index - first <= 3 { leading = nil } else { count += 1 }
      default: break
      }
    }
    return count
  }

  private static func isArabic(_ scalar: Unicode.Scalar) -> Bool {
    (0x590...0x6FF).contains(scalar.value) || (0x750...0x77F).contains(scalar.value)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .otherLetter
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .nonspacingMark
  }
}
