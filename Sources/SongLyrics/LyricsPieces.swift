/// Words or lines of lyrics, one after the other, as a list of them has them.
///
/// Line ends count where there are any. A marker stands alone on its line, also one that comes in
/// parts, `[Verse` and `2]`, and so does each piece where most are lines.
struct LyricsPieces {
  /// The lyrics that the pieces make together.
  let text: String

  /// Puts pieces together.
  init(_ pieces: [String]) {
    let sung = pieces.filter { $0.hasWords && SectionMarker(line: $0) == nil }
    let areLines =
      2 * sung.count { $0.split(whereSeparator: \.isWhitespace).count > 1 } > sung.count
    var text = ""
    var isInMarker = false
    for piece in pieces {
      let isMarker = SectionMarker(line: piece) != nil
      let opens = piece.trimmed.first.map(SectionMarker.square.contains) ?? false
      if areLines || isMarker || opens {
        text.endLine()
      } else if text.last?.isWhitespace == false, piece.first?.isWhitespace == false {
        text += " "
      }
      text += piece
      let closes = (opens || isInMarker) && piece.contains(where: SectionMarker.closing.contains)
      isInMarker = (opens || isInMarker) && !closes
      if isMarker || closes && piece.trimmed.last.map(SectionMarker.closing.contains) ?? false {
        text.endLine()
      }
    }
    self.text = text
  }
}

extension String {
  fileprivate mutating func endLine() {
    if last?.isNewline == false { self += "\n" }
  }
}
