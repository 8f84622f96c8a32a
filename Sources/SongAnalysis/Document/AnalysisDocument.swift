/// Everything that Segue says of one song: the published JSON object `segue.analysis/1`.
///
/// Names are stable and carry their units; `null` means "not measurable". The same input gives the
/// same bytes, so there is neither a time nor a date in it, unless `timings` were asked for.
public struct AnalysisDocument: Codable, Hashable, Sendable {
  /// The name and version of this shape.
  public static let schemaName = "segue.analysis/1"

  /// Counts up whenever the same file may be answered with other numbers than before.
  public static let currentAnalysisVersion = "14"

  /// Always `schemaName`.
  public let schema: String
  /// The version of the method, `currentAnalysisVersion`.
  public let analysisVersion: String
  /// Which song it was.
  public package(set) var source: SourceReport
  /// What the file was, and how whole.
  public let decode: DecodeReport
  /// How loud it is.
  public let loudness: LoudnessReport
  /// Its tempo, beats and bars.
  public let rhythm: RhythmReport
  /// Its key; `null` where no pitch could be heard.
  @NullWhenNil public var key: KeyReport?
  /// Its sections in order, without gaps; empty where no bars could be found.
  ///
  /// Silence around the music belongs to the first and the last one.
  public let sections: [SectionReport]
  /// What is wrong with the sound, in order of time.
  public let quality: [QualityReport]
  /// Where to go on, and what to replace.
  public let suggestions: SuggestionsReport
  /// How the lyrics that were given went with the audio; absent where none were.
  public let lyrics: LyricsReport?
  /// How long the work took; absent unless it was asked for.
  public let timings: TimingsReport?

  /// A document of the current schema and version.
  public init(
    source: SourceReport, decode: DecodeReport, loudness: LoudnessReport, rhythm: RhythmReport,
    key: KeyReport?, sections: [SectionReport], quality: [QualityReport],
    suggestions: SuggestionsReport, lyrics: LyricsReport? = nil, timings: TimingsReport? = nil
  ) {
    schema = Self.schemaName
    analysisVersion = Self.currentAnalysisVersion
    self.source = source
    self.decode = decode
    self.loudness = loudness
    self.rhythm = rhythm
    self.key = key
    self.sections = sections
    self.quality = quality
    self.suggestions = suggestions
    self.lyrics = lyrics
    self.timings = timings
  }

  /// A document of what was found in one file.
  public init(
    source: SourceReport, decode: DecodeReport, findings: SongFindings,
    timings: TimingsReport? = nil
  ) {
    self.init(
      source: source, decode: decode, loudness: findings.loudness, rhythm: findings.rhythm,
      key: findings.key, sections: findings.sections, quality: findings.quality,
      suggestions: findings.suggestions, lyrics: findings.lyrics, timings: timings)
  }

  private enum CodingKeys: String, CodingKey {
    case schema, source, decode, loudness, rhythm, key, sections, quality, suggestions, lyrics
    case timings
    case analysisVersion = "analysis_version"
  }
}
