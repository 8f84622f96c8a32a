extension LyricsSection {
  /// Longer texts are not searched for lines that return, which takes the cube of their number.
  ///
  /// Ours: none of 321 songs has a hundred.
  private static let mostLines = 400

  /// The paragraphs; and where there is only one, or every line stands alone, what lies before,
  /// between and after the block of lines that returns, and each time that it does.
  ///
  /// The block is the one that saves most if it is written only once; it has two different lines at
  /// least; where nothing returns, the paragraphs are all that is known.
  package var stanzas: [[String]] {
    let isParted = paragraphs.count > 1 && paragraphs.contains { $0.count > 1 }
    guard !isParted, (2...Self.mostLines).contains(lines.count) else { return paragraphs }
    let blocks = Self.returningBlocks(in: lines.map(Self.normalized))
    guard !blocks.isEmpty else { return paragraphs }
    let cuts = [0] + blocks.flatMap { [$0.lowerBound, $0.upperBound] } + [lines.count]
    return zip(cuts, cuts.dropFirst()).filter { $0 < $1 }.map { Array(lines[$0..<$1]) }
  }

  /// Where the block of lines is that returns; empty without one.
  private static func returningBlocks(in lines: [String]) -> [Range<Int>] {
    var best: (saved: Int, blocks: [Range<Int>]) = (0, [])
    for length in 2...max(2, lines.count / 2) {
      var places: [ArraySlice<String>: [Range<Int>]] = [:]
      for start in 0...max(0, lines.count - length) where start + length <= lines.count {
        let block = start..<start + length
        let last = places[lines[block]]?.last
        if last.map({ $0.upperBound <= start }) ?? true {
          places[lines[block], default: []].append(block)
        }
      }
      // Of equals the first in the text, so that the order of a dictionary decides nothing.
      for (block, found) in places where Set(block).count > 1 && found.count > 1 {
        let saved = length * (found.count - 1)
        if saved > best.saved
          || saved == best.saved
            && (length, -found[0].lowerBound) > (best.blocks[0].count, -best.blocks[0].lowerBound)
        {
          best = (saved, found)
        }
      }
    }
    return best.blocks
  }
}
