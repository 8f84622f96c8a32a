import Foundation
import SongLyrics

/// A word of lyrics, or a marker among them, as both are compared with what a provider returns.
struct SungToken: Hashable {
  /// Lower case, without accents and punctuation; a marker's name stands after a bracket.
  let text: String

  /// Whether it is a marker rather than a word.
  var isMarker: Bool { text.hasPrefix("[") }

  /// The words of a text in order; the signs of writings without spaces are words of their own.
  static func words(in text: String) -> [SungToken] {
    let plain = text.folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    var words: [String] = [""]
    for character in plain where character != "'" && character != "’" {
      if let scalar = character.unicodeScalars.first, SungLength.isUnspaced(scalar) {
        words += [String(character), ""]
      } else if character.isLetter || character.isNumber {
        words[words.count - 1].append(character)
      } else {
        words.append("")
      }
    }
    return words.filter { !$0.isEmpty }.map(SungToken.init)
  }

  /// The token of a marker of that name.
  static func marker(_ name: String) -> SungToken {
    SungToken(text: "[" + words(in: name).map(\.text).joined(separator: " "))
  }
}

/// A token of a provider's list and its times.
struct TimedToken {
  let token: SungToken
  /// Where it starts, in seconds.
  let start: Double
  /// Where it ends, in seconds.
  let end: Double
  /// Whether its start is reckoned from that of its line.
  var isReckoned = false

  /// The tokens of a list: a marker that came in parts is one again.
  static func tokens(of words: [TimedWord]) -> [TimedToken] {
    var tokens: [TimedToken] = []
    var open: (text: String, start: Double)?
    for word in words {
      let text = (open.map { $0.text + " " } ?? "") + word.text
      let start = open?.start ?? word.start
      if let marker = SectionMarker(line: text) {
        tokens.append(TimedToken(token: .marker(marker.name), start: start, end: word.end))
        open = nil
      } else if text.first.map(SectionMarker.square.contains) ?? false, text.count < 60,
        !text.contains(where: SectionMarker.closing.contains)
      {
        open = (text, start)
      } else {
        open = nil
        tokens += SungToken.words(in: text).map {
          TimedToken(token: $0, start: start, end: word.end, isReckoned: word.isReckoned)
        }
      }
    }
    return tokens
  }
}
