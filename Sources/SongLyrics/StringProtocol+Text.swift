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
