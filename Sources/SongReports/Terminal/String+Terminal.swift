extension String {
  /// The text with everything left out that could move the cursor or hide other text.
  ///
  /// Titles and file names are written by others: line breaks and tabs become spaces, and all other
  /// control characters `U+FFFD`, those that change the direction of writing among them.
  package var printable: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .lineSeparator, .paragraphSeparator:
            scalar.properties.isWhitespace ? " " : "\u{FFFD}"
          case .format where scalar.properties.isBidiControl: "\u{FFFD}"
          default: scalar
          }
        }))
  }

  /// The lines of the text, each printable, whatever ends them; an end of line at the end gives an
  /// empty one.
  package var printableLines: [String] {
    split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { String($0).printable }
  }

  /// How many columns the text takes on a terminal, wide East Asian characters and emoji as two.
  var columns: Int { reduce(0) { $0 + $1.columns } }

  /// The text with spaces after it, or without its end, so that it takes so many columns.
  func fitted(to width: Int) -> String {
    guard columns > width else { return self + String(repeating: " ", count: width - columns) }
    var kept = ""
    var used = 0
    for character in self {
      guard used + character.columns <= width - 1 else { break }
      kept.append(character)
      used += character.columns
    }
    return kept + "…" + String(repeating: " ", count: width - 1 - used)
  }

  /// The text with spaces before it, as numbers stand in a table.
  func rightAligned(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - columns)) + self
  }

  /// The words of the text on lines of at most so many columns; a longer word has a line of its
  /// own.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    for word in split(separator: " ") {
      if let last = lines.last, last.columns + 1 + String(word).columns <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}

extension Character {
  /// One column or two, after the ranges of Unicode Standard Annex 11 that are wide throughout.
  fileprivate var columns: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    return switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
