/// How the lyrics that were given went with the audio.
public struct LyricsReport: Codable, Hashable, Sendable {
  /// What became of times of words.
  public enum WordTimes: String, Codable, Hashable, Sendable {
    /// They placed the sections.
    case used
    /// They contradict the audio or themselves, and were left aside.
    case distrusted
  }

  /// Whether the sections are those of the lyrics; otherwise they are as heard.
  public let isAligned: Bool
  /// How far the lyrics fit the audio, 0 to 1.
  public let confidence: Double
  /// What became of the times of words; `null` where none were given.
  @NullWhenNil public var wordTimes: WordTimes?
  /// How much later than their times the words are sung, in seconds, by where the voice sets in.
  ///
  /// It was added to the times before they placed anything; `null` where they placed nothing, or the
  /// voice does not tell.
  @NullWhenNil public var wordDelay: Double?
  /// What a person should know about it, one clause each.
  public let notices: [String]

  /// A report whose confidence it rounds.
  public init(
    isAligned: Bool, confidence: Double, wordTimes: WordTimes?, wordDelay: Double? = nil,
    notices: [String]
  ) {
    self.isAligned = isAligned
    self.confidence = confidence.rounded(toDecimals: 2)
    self.notices = notices
    self.wordTimes = wordTimes
    self.wordDelay = wordDelay?.rounded(toDecimals: 2)
  }

  /// Lyrics of a song in which no pulse was found, and so no bars to lay them along.
  static let withoutPulse = LyricsReport(
    isAligned: false, confidence: 0, wordTimes: nil,
    notices: ["no pulse was found, so that the lyrics could not be laid along the song"])

  private enum CodingKeys: String, CodingKey {
    case confidence, notices
    case isAligned = "aligned"
    case wordTimes = "word_times"
    case wordDelay = "word_delay_s"
  }
}
