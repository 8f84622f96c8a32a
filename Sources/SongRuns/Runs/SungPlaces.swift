import SongAnalysis
import SongLyrics

/// Where in a song the sections of its lyrics are sung.
struct SungPlaces {
  /// Where a section is sung, in seconds.
  struct Place: Hashable {
    /// The bar line where it starts.
    let start: Double
    /// The bar line where it ends.
    var end: Double
  }

  /// One place for each section of the lyrics; `nil` where it was not found.
  let places: [Place?]

  /// Finds the sections of lyrics among those that were heard, by name and in their order.
  init(of lyrics: Lyrics, heard sections: [SectionReport]) {
    var places: [Place?] = Array(repeating: nil, count: lyrics.sections.count)
    var current: Int?
    for section in sections {
      guard let name = section.lyricsSection else { continue }
      if section.lyricsSectionBegins {
        let next = (current.map { $0 + 1 } ?? 0)..<lyrics.sections.count
        current = next.first { lyrics.sections[$0].marker?.name == name } ?? current
      }
      guard let current else { continue }
      places[current] = Place(
        start: places[current]?.start ?? section.start, end: section.end)
    }
    self.places = places
  }

  /// The sections that a range holds.
  ///
  /// They are those that lie in it for the most part, and the one in which most of it lies. A
  /// section that was not found goes with the one before it.
  ///
  /// - Returns: Their numbers, which are neighbours; `nil` where there are none.
  func sections(from start: Double, to end: Double) -> Range<Int>? {
    var held: Range<Int>?
    var isHeld = false
    for (number, place) in places.enumerated() {
      if let place {
        let shared = min(end, place.end) - max(start, place.start)
        isHeld = shared > 0 && 2 * shared >= min(end - start, place.end - place.start)
      }
      if isHeld { held = (held?.lowerBound ?? number)..<number + 1 }
    }
    return held
  }
}
