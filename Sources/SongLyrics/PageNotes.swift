/// The lines of a text of lyrics that tell of the song and are not sung, as web pages and files put
/// them around it: titles, credits, copyright, addresses, what else is to be read there, chords.
///
/// What could be sung as well counts only where such lines stand: before the first sung line, or
/// after the last.
struct PageNotes {
  /// The lines of the text; what is above and below what is sung is looked for in them.
  private let text: [Substring]
  /// The markers among them, by their places.
  private let markers: [Int: SectionMarker]
  /// The places of lines that stand apart from the next one, though none is blank.
  private let alone: Set<Int>
  /// The places of lines for who plays along.
  private let chords: Set<Int>

  /// How many lines a title takes at most: the song's name and the artist's.
  private static let longestTitle = 2

  /// Finds the notes among the lines of a text.
  ///
  /// - Parameters:
  ///   - text: The lines.
  ///   - markers: The markers among them, by their places.
  ///   - alone: The places of lines that stand apart from the next one, though none is blank.
  /// - Returns: Their places.
  static func places(
    in text: [Substring], markers: [Int: SectionMarker], alone: Set<Int> = []
  ) -> Set<Int> {
    let notes = PageNotes(
      text: text, markers: markers, alone: alone, chords: ChordSheet(text).lines)
    let never = text.indices.filter {
      markers[$0] == nil && PageNote(text[$0])?.isNeverSung ?? false
    }
    let below = notes.belowTheSong
    return notes.chords.union(never).union(below)
      .union(notes.above(below.min() ?? text.endIndex))
  }

  /// The notes and the title above the first sung line.
  ///
  /// A title has a credit below it, or the first part of the song, or it has the form of one and
  /// stands alone.
  private func above(_ end: Int) -> Set<Int> {
    var notes: Set<Int> = []
    var title: [Int] = []
    for index in written(before: end) {
      if let marker = markers[index] {
        if marker.opensSong { notes.formUnion(title) }
        break
      }
      if let note = PageNote(text[index]), note.isClear || standsAlone(index) {
        if note.isCredit {
          notes.formUnion(title)
          title = []
        }
        notes.insert(index)
      } else if title.count < Self.longestTitle, !text[index].isVocalise {
        title.append(index)
      } else {
        break
      }
    }
    if let first = title.first, notes.allSatisfy({ $0 < first }), text[first].isTitle,
      standsAlone(first)
    {
      notes.insert(first)
    }
    return notes
  }

  /// The notes below the last sung line, with a translation of the whole.
  private var belowTheSong: Set<Int> {
    let lines = written(before: text.endIndex)
    let heading = lines.first { index in
      text[index].headsTranslation && isApart(index)
        && (standsAlone(index) || !(text[index].trimmed.last?.isLetter ?? true))
    }
    if let heading {
      let (song, below) = (lines.count { $0 < heading }, lines.count { $0 > heading })
      // It has about as many lines as the song.
      if 2 * below > song, below < 2 * song { return Set(lines.filter { $0 >= heading }) }
    }
    let isNote = { (index: Int) in
      guard markers[index] == nil, let note = PageNote(text[index]) else { return false }
      return note.isClear || isApart(index) || PageNote(text[index - 1]) != nil
    }
    return Set(lines.reversed().prefix(while: isNote))
  }

  /// The lines before a place that have words, in order.
  private func written(before end: Int) -> [Int] {
    (0..<end).filter { text[$0].hasWords && !chords.contains($0) }
  }

  /// Whether a line is the first of a paragraph.
  private func isApart(_ index: Int) -> Bool { index == 0 || text[index - 1].trimmed.isEmpty }

  /// Whether what follows a line is no sung line.
  private func standsAlone(_ index: Int) -> Bool {
    let next = index + 1
    return next >= text.endIndex || alone.contains(index) || text[next].trimmed.isEmpty
      || markers[next] != nil || PageNote(text[next]) != nil
  }
}

extension SectionMarker {
  /// Whether a song begins with it, so that nothing is sung before.
  fileprivate var opensSong: Bool { kind == .intro || kind == .verse && (number ?? 1) == 1 }
}

extension Substring {
  /// Whether a line has the form of a title: `Artist - Title`, or `Title Lyrics`.
  fileprivate var isTitle: Bool {
    let words = trimmed.split(separator: " ")
    return words.dropFirst().dropLast().contains { ["-", "–", "—", "|"].contains($0) }
      || words.count > 1 && ["Lyrics", "lyrics", "(Lyrics)"].contains(words.last)
  }

  /// Whether a line has a word twice, as few titles and many first calls do, `oh, oh`, or is in
  /// brackets, as a second voice is.
  fileprivate var isVocalise: Bool {
    let words = LyricsSection.normalized(String(self)).split(separator: " ")
    return Set(words).count < words.count || trimmed.first.map("(（".contains) ?? false
  }

  /// Whether a line is the heading of a translation.
  fileprivate var headsTranslation: Bool {
    let words = trimmed.split { !$0.isLetter }.map { $0.lowercased() }
    return words.count < 3 && words.last.map(Self.translations.contains) ?? false
  }

  private static let translations: Set<String> = [
    "translation", "übersetzung", "traducción", "traduction", "tradução", "traduzione", "çeviri",
    "tłumaczenie", "terjemahan", "перевод", "翻译", "翻譯", "和訳", "日本語訳", "번역", "해석",
  ]
}
