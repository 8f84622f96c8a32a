import ArgumentParser
import RiffusionAPI
import SongRuns

/// The subcommand `segue cover`.
struct CoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cover",
    abstract: "Sings a song anew in the same style; paid.",
    discussion: """
      SOURCE is a provider's song id, or a file together with --song-id, --upload-id or --upload. \
      Lyrics, title and styles are the source's, where the provider tells them.
      """)

  @Argument(help: ArgumentHelp("The song to start from.", valueName: "source"))
  var song: String

  @OptionGroup var source: SourceOptions
  @OptionGroup var order: OrderOptions

  func run() async throws {
    try await TransformRun(
      order: order, source: source, sources: [song], transform: .cover
    ).run()
  }
}
