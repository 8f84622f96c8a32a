/// What is sung on one note: a vowel, and how the voice gets into it.
package struct Syllable: Hashable, Sendable {
  /// The vowels of the formant table.
  package enum Vowel: Sendable, CaseIterable { case father, bed, see, saw, cup, food }
  /// How a syllable starts.
  package enum Onset: Sendable { case open, hiss, stop, hum }

  /// The vowel that is held.
  package let vowel: Vowel
  /// What comes before the vowel.
  package let onset: Onset
  /// Which word of the line it belongs to.
  package let word: Int

  /// The syllables of a line and its words.
  ///
  /// Good enough to sing on, not to hyphenate: a group of vowels is a syllable, a final mute e is
  /// none, and a Chinese, Japanese or Korean character is one. A word without vowels and a number
  /// are one too.
  package static func syllables(of line: String) -> (words: [String], syllables: [Syllable]) {
    let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    var syllables: [Syllable] = []
    for (index, word) in words.enumerated() {
      let letters = word.lowercased().unicodeScalars.filter {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
      if letters.isEmpty { continue }
      let ideographs = letters.filter { $0.value >= 0x2E80 }
      if !ideographs.isEmpty {
        for character in ideographs {
          let onsets: [Onset] = [.stop, .hum, .open, .hiss]
          syllables.append(
            Syllable(
              vowel: Vowel.allCases[Int(character.value / 4) % Vowel.allCases.count],
              onset: onsets[Int(character.value) % 4], word: index))
        }
      } else {
        syllables += spoken(Array(String(String.UnicodeScalarView(letters))), word: index)
      }
    }
    return (words, syllables)
  }

  private static func spoken(_ letters: [Character], word: Int) -> [Syllable] {
    let vowels: Set<Character> = [
      "a", "e", "i", "o", "u", "y", "á", "é", "í", "ó", "ú", "à", "è", "ì", "ò", "ù", "ä", "ö",
      "ü", "â", "ê", "î", "ô", "û", "ã", "õ", "ï",
    ]
    var groups: [Range<Int>] = []
    for index in letters.indices where vowels.contains(letters[index]) {
      // A y before a vowel is a consonant, and so is the u of qu.
      if letters[index] == "y", index + 1 < letters.count, vowels.contains(letters[index + 1]) {
        continue
      }
      if let last = groups.last, last.upperBound == index {
        groups[groups.count - 1] = last.lowerBound..<index + 1
      } else {
        groups.append(index..<index + 1)
      }
    }
    if groups.count > 1, let last = groups.last, last.count == 1, letters[last.lowerBound] == "e",
      last.upperBound == letters.count, letters[last.lowerBound - 1] != "l"
    {
      groups.removeLast()
    }
    if groups.isEmpty { groups = [letters.count..<letters.count] }
    return groups.map { group in
      Syllable(
        vowel: vowel(of: letters[group]),
        onset: group.lowerBound > 0 ? onset(of: letters[group.lowerBound - 1]) : .open, word: word)
    }
  }

  private static func vowel(of letters: ArraySlice<Character>) -> Vowel {
    switch String(letters) {
    case "oo", "ou", "u", "ú", "ü", "ew", "ue": .food
    case "ee", "ea", "ie", "i", "í", "y", "ei": .see
    case "a", "á", "ai", "au", "à", "ä": .father
    case "e", "é", "ay", "è", "ê": .bed
    case "o", "ó", "oa", "ow", "ô", "ö": .saw
    default: .cup
    }
  }

  private static func onset(of letter: Character) -> Onset {
    switch letter {
    case "s", "f", "h", "z", "c", "x", "ç", "j", "v": .hiss
    case "t", "k", "p", "d", "b", "g", "q": .stop
    case "m", "n", "l", "r", "w", "ñ": .hum
    default: .open
    }
  }
}
