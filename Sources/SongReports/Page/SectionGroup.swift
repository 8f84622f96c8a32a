import SongAnalysis

/// The sections of a song that are the same music.
struct SectionGroup: Sendable {
  /// The letter that they share.
  let letter: String
  /// Their names, each with the time where it starts.
  let places: String

  /// The groups of a song, in the order in which they are first heard.
  static func groups(of sections: [SectionReport]) -> [SectionGroup] {
    var letters: [String] = []
    for section in sections where !letters.contains(section.group) { letters.append(section.group) }
    return letters.map { letter in
      let places = sections.filter { $0.group == letter }
        .map { "\($0.name) \($0.start.clock(decimals: 0))" }
      return SectionGroup(letter: letter, places: places.joined(separator: ", "))
    }
  }
}

extension SectionReport {
  /// What the lyrics call the section, else what it is.
  var name: String { lyricsSection ?? label.rawValue }
}
