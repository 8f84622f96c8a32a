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
      "When the words are sung, and without --lyrics which: JSON as a provider or transcriber "
        + "returns it, LRC, SubRip or WebVTT.",
      valueName: "file"),
    transform: textPath)
  var words: String?

  /// The option that names a file; `nil` where none does.
  var given: String? { lyrics != nil ? "--lyrics" : words != nil ? "--words" : nil }

  /// What the files hold; `nil` without any.
  ///
  /// - Throws: `SongRunError` of code `unreadableFile`.
  func sung() throws(SongRunError) -> SungText? {
    try SungText(lyricsPath: lyrics, wordsPath: words)
  }
}
