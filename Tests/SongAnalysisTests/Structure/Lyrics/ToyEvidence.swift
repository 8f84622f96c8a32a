@testable import SongAnalysis

/// Bars of two seconds whose music is known by a letter each: equal letters sound alike.
struct ToyEvidence {
  /// The sections: a letter, how many bars, and whether somebody sings.
  let sections: [(music: Character, bars: Int, isSung: Bool)]
  /// Where the first one starts, in seconds.
  var start = 0.0

  /// What an analysis would find: weak boundaries where the music changes, and the voice.
  var evidence: AlignmentEvidence {
    var music: [(Character, Int)] = []
    var voice: [Float] = []
    var margins: [Float] = [0]
    for section in sections {
      for bar in 0..<section.bars {
        music.append((section.music, bar))
        voice.append(section.isSung ? 0.5 : -0.5)
        margins.append(bar == section.bars - 1 ? 2 : -3)
      }
    }
    let letters = Set(music.map { "\($0.0)\($0.1)" }).sorted()
    let rows = BarFeatures.Rows(
      width: letters.count,
      values: music.flatMap { bar in letters.map { $0 == "\(bar.0)\(bar.1)" ? 1 : 0 } })
    margins[margins.count - 1] = 0
    return AlignmentEvidence(
      lines: (0...music.count).map { start + 2 * Double($0) }, margins: margins, voice: voice,
      force: [Float](repeating: 0, count: music.count), similarity: SelfSimilarity(rows))
  }

  /// The bars of each section.
  var bars: [Range<Int>] {
    var start = 0
    return sections.map { section in
      defer { start += section.bars }
      return start..<start + section.bars
    }
  }
}
