import SongAnalysis
import SongLyrics

/// A row of the table of sections: its times, its name and what is sung in it.
struct SectionRow: Sendable {
  /// Its place among the sections, from 0.
  let number: Int
  /// Where it starts, in seconds.
  let start: Double
  /// Where it starts, for a person.
  let from: String
  /// Where it ends, for a person.
  let to: String
  /// What the lyrics call it, else what it is.
  let name: String
  /// What it is.
  let label: String
  /// The letter of its music.
  let group: String
  /// How sure its start is.
  let confidence: String
  /// The lines that are sung from here on, as they were written.
  let words: String?

  /// The rows of a song, each part of the lyrics beside the section where it begins.
  ///
  /// Sections keep the order of the lyrics; a section without a name has no lines.
  static func rows(_ sections: [SectionReport], lyrics: Lyrics?) -> [SectionRow] {
    var waiting = (lyrics?.sections ?? [])[...]
    return sections.enumerated().map { number, section in
      var words: String?
      if section.lyricsSectionBegins, let name = section.lyricsSection,
        let index = waiting.firstIndex(where: { $0.marker?.name == name })
      {
        let paragraphs = waiting[index].paragraphs.map { $0.joined(separator: "\n") }
        words = paragraphs.isEmpty ? nil : paragraphs.joined(separator: "\n\n")
        waiting = waiting[(index + 1)...]
      }
      return SectionRow(number: number, section, words: words)
    }
  }

  private init(number: Int, _ section: SectionReport, words: String?) {
    self.number = number
    start = section.start
    from = section.start.clock(decimals: 1)
    to = section.end.clock(decimals: 1)
    name = section.name
    label = section.label.rawValue
    group = section.group
    confidence = section.confidence.fixed(2)
    self.words = words
  }
}
