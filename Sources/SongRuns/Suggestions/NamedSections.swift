import SongAnalysis

/// The sections of a song under one name: that of the lyrics, else their label.
///
/// A section of the lyrics may span several of the audio's, and is one here.
struct NamedSections {
  /// One section under its name.
  struct Section {
    /// The bar line where it starts, in seconds.
    let start: Double
    /// The bar line where it ends, in seconds.
    let end: Double
    /// How far its start can be trusted, 0 to 1.
    let confidence: Double
    /// How far the start of what follows it can be trusted, which is its end; its own for the last.
    let endConfidence: Double
    /// The words that are sung across its start and its end, where they are known.
    let wordAcross: (start: WordReport?, end: WordReport?)
    /// Its name and its number among those of that name, such as `chorus#2`.
    let title: String
  }

  /// The sections of that name, in order.
  let sections: [Section]

  /// The sections of a song that go by a name, ignoring case.
  init(_ name: String, in song: [SectionReport]) {
    let wanted = name.lowercased()
    let sung = Self.runs(
      in: song, where: { $0.lyricsSection?.lowercased() == wanted },
      goesOn: { !$0.lyricsSectionBegins })
    let labelled = Self.runs(
      in: song, where: { $0.label.rawValue == wanted }, goesOn: { _ in false })
    let runs = sung.isEmpty ? labelled : sung
    sections = runs.enumerated().map { number, run in
      let first = song[run.lowerBound]
      let written = sung.isEmpty ? first.label.rawValue : first.lyricsSection ?? name
      return Section(
        start: first.start, end: song[run.upperBound - 1].end, confidence: first.confidence,
        endConfidence: run.upperBound < song.count
          ? song[run.upperBound].confidence : first.confidence,
        wordAcross: (
          start: run.lowerBound > 0 ? song[run.lowerBound - 1].wordAcrossEnd : nil,
          end: song[run.upperBound - 1].wordAcrossEnd
        ),
        title: runs.count > 1 || sung.isEmpty ? "\(written)#\(number + 1)" : written)
    }
  }

  /// Every name that a section of the song can be called by, with its number, in order.
  static func titles(of song: [SectionReport]) -> [String] {
    var titles: [String] = []
    for section in song {
      let name = section.lyricsSection ?? section.label.rawValue
      let here = NamedSections(name, in: song).sections.first {
        $0.start <= section.start && section.start < $0.end
      }
      if let here, !titles.contains(here.title) { titles.append(here.title) }
    }
    return titles
  }

  /// The stretches of sections that belong to the name, one after the other where one goes on.
  private static func runs(
    in song: [SectionReport], where belongs: (SectionReport) -> Bool,
    goesOn: (SectionReport) -> Bool
  ) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in song.indices where belongs(song[index]) {
      if let last = runs.last, last.upperBound == index, goesOn(song[index]) {
        runs[runs.count - 1] = last.lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
    return runs
  }
}
