import ArgumentParser
import RiffusionAPI
import SongRuns

/// The subcommand `segue extend`.
struct ExtendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extend",
    abstract:
      "Makes songs longer: all before a time is kept, and the song goes on from there; paid.",
    discussion: """
      SOURCE is a provider's song id, or a file together with --song-id, --upload-id or --upload. \
      TIME is in seconds, or m:ss; segue suggest finds one. Title and styles are the source's, \
      where the provider tells them.
      """)

  @Argument(help: ArgumentHelp("The songs to extend.", valueName: "source"))
  var sources: [String]

  @Option(
    help: ArgumentHelp("Where the kept part ends.", valueName: "time"),
    transform: { text in
      guard let time = SongTime(text), time.seconds > 0 else {
        throw ValidationError("\(text) is no time after 0; write 118.93 or 1:58.93.")
      }
      return time
    })
  var at: SongTime

  @Flag(help: "Send the time in whole seconds, for a provider that takes no others.")
  var wholeSeconds = false

  @OptionGroup var source: SourceOptions
  @OptionGroup var order: OrderOptions

  func validate() throws { try source.requireFit(sourceCount: sources.count) }

  func run() async throws {
    try await TransformRun(
      order: order, source: source, sources: sources, transform: .extend(cropEndAt: at.seconds),
      wholeSeconds: wholeSeconds
    ).run()
  }
}
