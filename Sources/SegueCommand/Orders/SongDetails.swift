import ArgumentParser
import RiffusionAPI

/// What a request says of the new song beside its words.
struct SongDetails: ParsableArguments {
  @Option(help: ArgumentHelp("The styles, separated by commas.", valueName: "styles"))
  var tag: String?

  @Option(help: "The title of the new song.")
  var title: String?

  @Option(
    help: """
      The model to generate with. (default: the source's where that is known, or FUZZ-1.1 Pro)
      """)
  var model: Model?

  /// A request with these details; the model is the usual one where none is named.
  var request: GenerateRequest {
    GenerateRequest(model: model ?? .fuzz1_1Pro, title: title, tag: tag)
  }
}
