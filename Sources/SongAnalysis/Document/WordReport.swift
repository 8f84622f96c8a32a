package import SongLyrics

/// A word and when it is sung, as a provider tells it.
public struct WordReport: Codable, Hashable, Sendable {
  /// The word as it was written.
  public let text: String
  /// Where it starts, in seconds.
  public let start: Double
  /// Where it ends, in seconds.
  public let end: Double

  /// A word of times in full precision, which it rounds to a microsecond.
  public init(text: String, start: Double, end: Double) {
    self.text = text
    self.start = start.rounded(toDecimals: 6)
    self.end = end.rounded(toDecimals: 6)
  }

  /// Words longer than this, in seconds, are faults of the times rather than held notes; ours, by
  /// judgement.
  private static let longestWord = 6.0

  /// The word that is sung across a moment, in seconds; `nil` where none is.
  ///
  /// Only a word that goes on for longer than the grid of such times on both sides counts.
  package init?(across time: Double, in words: [TimedWord]) {
    let slack = WordPlace.slack
    let word = words.first { word in
      word.start + slack.after < time && time < word.end - slack.before
        && word.end - word.start < Self.longestWord
    }
    guard let word else { return nil }
    self.init(text: word.text, start: word.start, end: word.end)
  }

  private enum CodingKeys: String, CodingKey {
    case text
    case start = "start_s"
    case end = "end_s"
  }
}
