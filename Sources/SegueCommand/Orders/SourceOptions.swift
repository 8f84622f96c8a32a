import ArgumentParser
import SongRuns

/// What an order starts from.
struct SourceOptions: ParsableArguments {
  @OptionGroup var known: KnownSource

  @Option(
    name: .customLong("upload"),
    help: ArgumentHelp(
      "A public address of the source, which the provider takes in first; paid.",
      valueName: "url"))
  var uploadURL: String?

  @Option(
    help: ArgumentHelp(
      "What the source sings, if neither the library nor the provider knows.", valueName: "file"),
    transform: textPath)
  var sourceLyrics: String?

  /// How the source is found.
  var lookup: SourceLookup {
    SourceLookup(songID: known.songID, uploadID: known.uploadID, uploadURL: uploadURL)
  }

  func validate() throws {
    guard known.source == nil || uploadURL == nil else {
      throw ValidationError("Give one of --song-id, --upload-id and --upload: there is one source.")
    }
  }

  /// Makes sure that what is said of one source is not said of several.
  func requireFit(sourceCount: Int) throws {
    guard sourceCount == 1 || (known.source == nil && uploadURL == nil) else {
      throw ValidationError("--song-id, --upload-id and --upload belong to a single source.")
    }
  }
}
