package import SongAnalysis
package import SongLyrics

/// The lyrics of a song, parted at a cut: what is sung before it, and what after.
package struct PartLyrics: Hashable, Sendable {
  /// The sections that end by the cut.
  package let kept: Lyrics
  /// The other sections, with those that the cut parts.
  package let after: Lyrics

  /// Parts lyrics by where the analysis found their sections.
  ///
  /// A section of the lyrics that was not found goes with the one before it. Where not a single one
  /// was found there is nothing to go by, and the result is `nil`.
  ///
  /// - Parameters:
  ///   - lyrics: All that is sung in the song.
  ///   - sections: The sections that were heard, those of the lyrics by name and in their order.
  ///   - cut: The cut, in seconds.
  package init?(_ lyrics: Lyrics, heard sections: [SectionReport], cut: Double) {
    let places = SungPlaces(of: lyrics, heard: sections).places
    guard places.contains(where: { $0 != nil }) else { return nil }
    var last = 0.0
    let limit = cut + Self.tolerance
    let count = places.prefix { place in
      last = place?.end ?? last
      return last <= limit
    }.count
    kept = Lyrics(sections: lyrics.sections.prefix(count))
    after = Lyrics(sections: lyrics.sections.dropFirst(count))
  }

  /// How far a section may reach over the cut and still end by it, in seconds: the bar line lies
  /// just behind the cut, and a section that is sung into the next bar is still that section.
  private static let tolerance = 0.5

  /// What a song may go on with where nobody says anything: its last chorus once more, and an end.
  ///
  /// - Returns: `nil` for lyrics without a chorus.
  package static func ending(of lyrics: Lyrics) -> Lyrics? {
    guard let chorus = lyrics.sections.last(where: { $0.kind == .chorus && !$0.lines.isEmpty })
    else { return nil }
    return Lyrics(sections: [chorus]).appending(Lyrics("[Outro]"))
  }
}
