import ArgumentParser
import RiffusionAPI

/// The id by which the provider knows a source that is a file here.
struct KnownSource: ParsableArguments {
  @Option(
    name: .customLong("song-id"),
    help: ArgumentHelp("The provider's id of the song, if the source is a file.", valueName: "id"))
  var songID: String?

  @Option(
    name: .customLong("upload-id"),
    help: ArgumentHelp("The provider's id of an upload.", valueName: "id"))
  var uploadID: String?

  /// What a request names the source by; `nil` where nothing is said.
  var source: SongSource? { songID.map(SongSource.song) ?? uploadID.map(SongSource.upload) }

  func validate() throws {
    if songID != nil, uploadID != nil {
      throw ValidationError("Give either --song-id or --upload-id: a request has one source.")
    }
    guard songID?.isEmpty != true, uploadID?.isEmpty != true else {
      throw ValidationError("The id is empty.")
    }
  }
}
