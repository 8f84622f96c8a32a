/// What the analysis found in one song, without regard to which file it came from.
public struct SongFindings: Hashable, Sendable {
  /// How loud it is.
  public let loudness: LoudnessReport
  /// Its tempo, beats and bars.
  public let rhythm: RhythmReport
  /// Its key, where pitch could be heard.
  public let key: KeyReport?
  /// Its sections, in order.
  public let sections: [SectionReport]
  /// What is wrong with the sound, in order of time.
  public let quality: [QualityReport]
  /// Where to go on, and what to replace.
  public let suggestions: SuggestionsReport
  /// How the lyrics went with the audio; `nil` where none were given.
  public let lyrics: LyricsReport?
}
