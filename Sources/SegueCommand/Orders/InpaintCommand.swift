import ArgumentParser
import RiffusionAPI
import SongRuns

/// The subcommand `segue inpaint`.
struct InpaintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inpaint",
    abstract: "Makes a part of a song anew; paid.",
    discussion: """
      SOURCE is a provider's song id, or a file together with --song-id, --upload-id or --upload. \
      The lyrics are those of the part.
      """)

  @Argument(help: ArgumentHelp("The song to mend.", valueName: "source"))
  var song: String

  @Option(
    help: ArgumentHelp("The part to replace, such as 38.17-79.5.", valueName: "time-time"),
    transform: { text in
      guard let range = SongRange(text) else {
        throw ValidationError("\(text) is no range; write 38.17-79.5 or 0:38.17-1:19.5.")
      }
      return range
    })
  var range: SongRange

  @OptionGroup var source: SourceOptions
  @OptionGroup var order: OrderOptions

  func run() async throws {
    try await TransformRun(
      order: order, source: source, sources: [song],
      transform: .inpaint(start: range.start, end: range.end)
    ).run()
  }
}
