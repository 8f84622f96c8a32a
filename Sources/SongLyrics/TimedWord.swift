/// A word of a song and when it is sung, as a provider may return it.
///
/// Markers such as `[Chorus]` appear among the words, and one with a space in it may come in parts.
public struct TimedWord: Hashable, Sendable, Codable {
  /// The word as it was written.
  public let text: String

  /// Where it starts, in seconds from the first frame of the song.
  public let start: Double

  /// Where it ends, in seconds; equal to its start when the provider gave it no length.
  public let end: Double

  /// Whether its start is its share of the time of its line, rather than told.
  public var isReckoned: Bool { reckoned ?? false }

  private let reckoned: Bool?

  /// A word with its times, in seconds.
  public init(text: String, start: Double, end: Double, isReckoned: Bool = false) {
    self.text = text
    self.start = start
    self.end = end
    reckoned = isReckoned ? true : nil
  }

  /// The word so many seconds later; one that is in the song is not moved out before it.
  public func moved(by seconds: Double) -> TimedWord {
    func moved(_ time: Double) -> Double { max(min(time, 0), time + seconds) }
    return TimedWord(text: text, start: moved(start), end: moved(end), isReckoned: isReckoned)
  }
}
