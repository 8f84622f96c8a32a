import ArgumentParser
import RiffusionAPI
import SongRuns

/// What the commands take that make a whole song anew.
struct WholeSongArguments: ParsableArguments {
  /// What their help says of them.
  static let discussion = """
    SOURCE is a provider's song id, or a file together with --song-id, --upload-id or --upload. \
    Lyrics, title and styles are the source's, where the provider tells them.
    """

  @Argument(help: ArgumentHelp("The song to start from.", valueName: "source"))
  var song: String

  @OptionGroup var source: SourceOptions
  @OptionGroup var order: OrderOptions

  /// Orders a transform of the song.
  ///
  /// - Throws: `ExitCode` for every status but 0.
  func run(_ transform: Morph.Transform) async throws {
    try await telling {
      var plan = order.plan(.order)
      plan.template.words = try order.words()
      plan.template.morph = Morph(transform, of: nil)
      try await RunOrder(order: order, lookup: source.lookup, sources: [song], plan: plan).run()
    }
  }
}
