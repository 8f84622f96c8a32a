import ArgumentParser
import SongRuns

/// What an order starts from.
struct SourceOptions: ParsableArguments {
  @Option(
    name: .customLong("song-id"),
    help: ArgumentHelp("The provider's id of the song, if the source is a file.", valueName: "id"))
  var songID: String?

  @Option(
    name: .customLong("upload-id"),
    help: ArgumentHelp("The provider's id of an upload.", valueName: "id"))
  var uploadID: String?

  @Option(
    name: .customLong("upload"),
    help: ArgumentHelp(
      "A public address of the source, which the provider takes in first; paid.",
      valueName: "url"))
  var uploadURL: String?

  @Option(
    help: ArgumentHelp(
      "What the source sings, if neither the library nor the provider knows.", valueName: "file"))
  var sourceLyrics: String?

  /// How the source is found.
  var lookup: SourceLookup {
    SourceLookup(songID: songID, uploadID: uploadID, uploadURL: uploadURL)
  }

  func validate() throws {
    guard [songID, uploadID, uploadURL].compactMap(\.self).count <= 1 else {
      throw ValidationError("Give one of --song-id, --upload-id and --upload: there is one source.")
    }
    guard songID?.isEmpty != true, uploadID?.isEmpty != true else {
      throw ValidationError("The id is empty.")
    }
  }

  /// Makes sure that what is said of one source is not said of several.
  func requireFit(sourceCount: Int) throws {
    let isSaid = [songID, uploadID, uploadURL].contains { $0 != nil }
    guard sourceCount == 1 || !isSaid else {
      throw ValidationError("--song-id, --upload-id and --upload belong to a single source.")
    }
  }
}
