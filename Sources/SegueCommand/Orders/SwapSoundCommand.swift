import ArgumentParser
import RiffusionAPI
import SongRuns

/// The subcommand `segue swap-sound`.
struct SwapSoundCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swap-sound",
    abstract: "Gives a song another backing; paid.",
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
      order: order, source: source, sources: [song], transform: .swapSound
    ).run()
  }
}
