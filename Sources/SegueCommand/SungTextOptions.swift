import ArgumentParser
import SongRuns

/// The options that say what is sung in the input.
struct SungTextOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What is sung in the input, with its markers; - is standard input.", valueName: "file"),
    transform: textPath)
  var lyrics: String?

  @Option(
    help: ArgumentHelp(
      "When the words are sung: JSON as a provider or transcriber returns it, LRC, SubRip or WebVTT.",
      valueName: "file"),
    transform: textPath)
  var words: String?

  func validate() throws {
    if words != nil, lyrics == nil {
      throw ValidationError("--words needs --lyrics: the times belong to words of the lyrics.")
    }
  }

  /// What the files hold; `nil` without lyrics.
  ///
  /// - Throws: `SongRunError` of code `unreadableFile`.
  func sung() throws(SongRunError) -> SungText? {
    guard let lyrics else { return nil }
    return try SungText(lyricsPath: lyrics, wordsPath: words)
  }
}
