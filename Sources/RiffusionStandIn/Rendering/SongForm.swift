import SongLyrics

/// The sections of a song and their lengths in bars, as its lyrics ask for them.
///
/// Each line takes one, two or four bars. What pop songs have besides their words is added: an
/// intro, a turnaround after a chorus, a build at the end of a pre-chorus, an outro.
struct SongForm {
  /// One line of words and the bars in which it is sung, counted in its section.
  struct Line: Hashable, Sendable {
    let words: [String]
    let syllables: [Syllable]
    let firstBar: Int
    let bars: Int
  }

  /// One section before it has a place in time.
  struct Section {
    var kind: SectionKind
    var marker: SectionMarker?
    var lyricsSection: Int?
    var lines: [Line] = []
    var bars: Int
  }

  /// How many bars the last chord rings at the end of a song.
  static let endingBars = 2

  private(set) var sections: [Section] = []
  private let barsPerLine: Int

  /// The form of a song.
  ///
  /// - Parameters:
  ///   - lyrics: What is sung; without a section, the form is that of a song without words.
  ///   - tempo: Beats per minute: below 82, a line has one bar instead of two, which makes a line
  ///     of eight syllables 3 to 5 s long.
  ///   - seed: The seed of the song.
  ///   - continues: Whether it goes on from another song, and so has no intro of its own.
  init(lyrics: Lyrics, tempo: Double, seed: UInt64, continues: Bool) {
    barsPerLine = tempo < 82 ? 1 : 2
    var random = RandomStream(seed: seed, .form)
    let build = random.pick([1, 2])
    let repeatsLastLine = random.chance(0.5)
    let turnaround = random.pick([2, 2, 4])

    let written = lyrics.sections.enumerated().flatMap { index, section in
      planned(section, at: index, in: lyrics)
    }
    sections = written.isEmpty ? Self.wordless : written
    for index in sections.indices where sections[index].kind == .preChorus {
      sections[index].bars += build
    }
    if repeatsLastLine { lengthenLastChorus() }
    for index in sections.indices.dropLast().reversed()
    where sections[index].kind == .chorus && sections[index + 1].kind == .verse {
      sections.insert(Section(kind: .instrumental, bars: turnaround), at: index + 1)
    }
    if !continues, let first = sections.first, first.kind == .verse || first.kind == .preChorus {
      sections.insert(Section(kind: .intro, bars: 4), at: 0)
    }
    if sections.last?.kind != .outro { sections.append(Section(kind: .outro, bars: 4)) }
    sections[sections.count - 1].bars += Self.endingBars
  }

  /// The sections that one section of the lyrics gives: several when it is to be repeated, or when
  /// it has no marker and falls into stanzas.
  private func planned(_ section: LyricsSection, at index: Int, in lyrics: Lyrics) -> [Section] {
    guard let marker = section.marker else {
      let stanzas = section.stanzas
      return stanzas.map { stanza in
        let isRepeated = stanzas.count { $0 == stanza } > 1
        return sung(isRepeated ? .chorus : .verse, nil, index, stanza)
      }
    }
    // A chorus that is only named is sung with the words it had before.
    let earlier = lyrics.sections[..<index].last { $0.kind == .chorus && !$0.lines.isEmpty }
    let isNamed = marker.kind == .chorus && section.lines.isEmpty
    let lines = isNamed ? earlier?.lines ?? [] : section.lines
    var kind = marker.kind
    if kind == .other { kind = lines.isEmpty ? .instrumental : .verse }
    return Array(repeating: sung(kind, marker, index, lines), count: min(marker.repeats, 8))
  }

  private func sung(
    _ kind: SectionKind, _ marker: SectionMarker?, _ index: Int, _ texts: [String]
  ) -> Section {
    var section = Section(kind: kind, marker: marker, lyricsSection: index, bars: 0)
    for text in texts {
      let (words, syllables) = Syllable.syllables(of: text)
      guard !syllables.isEmpty else { continue }
      // More than 12 syllables in a bar, or 20 in two, would be patter.
      let isLong = syllables.count > (barsPerLine == 1 ? 12 : 20)
      let bars = isLong ? 2 * barsPerLine : barsPerLine
      section.lines.append(
        Line(words: words, syllables: syllables, firstBar: section.bars, bars: bars))
      section.bars += bars
    }
    if section.bars == 0 {
      section.bars = kind == .intro || kind == .outro || kind == .bridge ? 4 : 4 * barsPerLine
    }
    return section
  }

  /// Sings the last line of the last chorus once more, as choruses often end.
  private mutating func lengthenLastChorus() {
    guard let index = sections.lastIndex(where: { $0.kind == .chorus }),
      let line = sections[index].lines.last
    else { return }
    let again = Line(
      words: line.words, syllables: line.syllables, firstBar: sections[index].bars, bars: line.bars)
    sections[index].lines.append(again)
    sections[index].bars += line.bars
  }

  private static let wordless: [Section] = [
    (SectionKind.intro, 4), (.verse, 8), (.chorus, 8), (.verse, 8), (.chorus, 8), (.bridge, 8),
    (.chorus, 8), (.outro, 4),
  ].map { Section(kind: $0.0, bars: $0.1) }
}
