/// One section of a song, from bar line to bar line as a rule.
public struct SectionReport: Codable, Hashable, Sendable {
  /// Where it starts, in seconds: a bar line; a beat or a word where the times of words put it far from
  /// one; 0 for the first section.
  public let start: Double
  /// Where it ends, in seconds: where the next section starts, or the song ends.
  public let end: Double
  /// What it is, as far as can be heard.
  public let label: SectionLabel
  /// A letter that sections of the same music share, `A` first.
  public let group: String
  /// The chance that a listener would put its start within 0.5 s of here, 0 to 1.
  ///
  /// It says nothing of the name. The first section's is 1.
  public let confidence: Double
  /// Where the voice begins before the bar line, in seconds; `null` where it does not or is
  /// unknown.
  @NullWhenNil public var pickup: Double?
  /// The section of the lyrics that is sung here, as written; `null` where none is known.
  @NullWhenNil public var lyricsSection: String?
  /// Whether that section of the lyrics begins here, rather than going on.
  public let lyricsSectionBegins: Bool
  /// The word that a cut at the end would go through; `null` where there is none or the times of
  /// words are unknown.
  @NullWhenNil public var wordAcrossEnd: WordReport?

  /// A section of values in full precision, which it rounds: times to a microsecond.
  public init(
    start: Double, end: Double, label: SectionLabel, group: String, confidence: Double,
    pickup: Double? = nil, lyricsSection: String? = nil, lyricsSectionBegins: Bool = false,
    wordAcrossEnd: WordReport? = nil
  ) {
    self.start = start.rounded(toDecimals: 6)
    self.end = end.rounded(toDecimals: 6)
    self.label = label
    self.group = group
    self.confidence = confidence.rounded(toDecimals: 2)
    self.pickup = pickup?.rounded(toDecimals: 6)
    self.lyricsSection = lyricsSection
    self.lyricsSectionBegins = lyricsSectionBegins
    self.wordAcrossEnd = wordAcrossEnd
  }

  private enum CodingKeys: String, CodingKey {
    case label, group, confidence
    case start = "start_s"
    case end = "end_s"
    case pickup = "pickup_s"
    case lyricsSection = "lyrics_section"
    case lyricsSectionBegins = "lyrics_section_begins"
    case wordAcrossEnd = "word_across_end"
  }
}
