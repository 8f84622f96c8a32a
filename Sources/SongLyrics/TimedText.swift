/// A text that says when it is sung: stamped lyrics or subtitles.
package struct TimedText: Hashable, Sendable {
  /// The lines that are sung, without their times.
  package let text: String
  /// When the words are sung.
  package let words: [TimedWord]

  /// Reads a text.
  ///
  /// - Returns: `nil` for one that is neither.
  package init?(_ written: String) {
    if let stamped = TimeStampedText(written) {
      (text, words) = (stamped.text, stamped.words)
    } else if let subtitles = Subtitles(written) {
      (text, words) = (subtitles.text, subtitles.words)
    } else {
      return nil
    }
  }
}
