/// Lyrics in two verses, a bridge and a chorus that returns, made about an idea.
struct InventedLyrics {
  /// The title.
  let title: String
  /// The words, with their markers.
  let text: String

  /// Lyrics about an idea.
  ///
  /// - Parameters:
  ///   - idea: A few words; of longer text the first six words are sung.
  ///   - version: Another number gives another first verse.
  init(about idea: String, version: Int = 0) {
    let words = idea.split(whereSeparator: \.isWhitespace).prefix(6).joined(separator: " ")
    let subject = words.isEmpty ? "a song" : words
    title = version == 0 ? "About \(subject)" : "Once More \(subject)"
    let opening =
      version == 0
      ? "I walked along the harbour in the rain" : "I drove along the river late at night"
    let chorus = """
      [Chorus]
      Sing it for \(subject)
      Sing it till the morning comes
      All the lights are on for you
      Sing it for \(subject)
      """
    text = """
      [Verse]
      \(opening)
      And every window told me of \(subject)
      The radio was playing out of tune
      I hummed along and never knew the end

      \(chorus)

      [Verse 2]
      The ferry came and took the night away
      I kept a little piece of \(subject)
      The city turned its pages one by one
      And I was still the last one in the line

      \(chorus)

      [Bridge]
      Hold it low and let it go
      Count to four and start again

      \(chorus)
      """
  }
}
