import ArgumentParser
import RiffusionAPI
import SongRuns

/// The subcommand `segue extend`.
struct ExtendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extend",
    abstract: "Makes songs longer, from the end of their last chorus on; paid.",
    discussion: """
      SOURCE is a file, a song of the library, a provider's song id, or - for a list on standard \
      input. A file that segue has not made needs --song-id, --upload-id or --upload. All before \
      the cut is kept, and the song goes on from there; all results are saved, the best one is \
      kept, and the next round goes on from it. The file of the kept song is printed last.

      ANCHOR is as for segue suggest. TIME is in seconds, or m:ss. The lyrics are those of the new \
      part; one file may hold a part for each round, with a line --- between them. Without any, \
      what the source sings after the cut is sung anew, or else its last chorus and an outro. \
      Title, styles, model and strengths are the source's.

      What was ordered is written into the library first: if anything ends the command, segue \
      resume goes on, and nothing is paid twice.
      """)

  @Argument(help: ArgumentHelp("The songs to extend.", valueName: "source"))
  var sources: [String]

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp("Where to go on. (default: last-chorus)", valueName: "anchor"),
    transform: { try Anchor($0) })
  var anchor: Anchor?

  @Option(
    help: ArgumentHelp("Where to go on, by time.", valueName: "time"),
    transform: SongTime.cut)
  var at: SongTime?

  @Option(help: ArgumentHelp("How often to go on.", valueName: "n"))
  var rounds: Int?

  @Option(
    help: ArgumentHelp("How long the song shall become, at least.", valueName: "time"),
    transform: SongTime.cut)
  var until: SongTime?

  @Option(
    help: ArgumentHelp(
      "How many orders the run may pay for. (default: the rounds; 10 with --until)",
      valueName: "n"))
  var maxRequests: Int?

  @OptionGroup var boldness: Boldness

  @Flag(help: "Send the time in whole seconds, for a provider that takes no others.")
  var wholeSeconds = false

  @OptionGroup var source: SourceOptions
  @OptionGroup var order: OrderOptions

  func validate() throws {
    try source.requireFit(sourceCount: sources.contains("-") ? 2 : sources.count)
    if anchor != nil, at != nil { throw ValidationError("Give --from or --at, not both.") }
    if rounds != nil, until != nil { throw ValidationError("Give --rounds or --until, not both.") }
    guard rounds.map({ $0 > 0 }) ?? true else {
      throw ValidationError("There is at least one round.")
    }
    try RunLimits.require(orders: maxRequests)
    if order.noWait, (rounds ?? 1) > 1 || until != nil {
      throw ValidationError("--no-wait ends after the first order: it fits one round alone.")
    }
  }

  func run() async throws {
    try await telling {
      var extend = ExtendPlan(
        anchor: "\(anchor ?? .lastChorus)", cropEndAt: at?.seconds)
      extend.rounds = until == nil ? rounds ?? 1 : nil
      extend.until = until?.seconds
      extend.parts = try order.lyrics.map { try LyricsFile.parts(at: $0) } ?? []
      var plan = order.plan(.extend(extend))
      plan.sourceLyrics = try source.sourceLyrics.map { try LyricsFile.text(at: $0) }
      plan.isBold = boldness.yes
      plan.wholeSeconds = wholeSeconds
      try await RunOrder(
        order: order, lookup: source.lookup, sources: InputList(sources).texts, plan: plan,
        maxRequests: maxRequests ?? extend.rounds ?? Self.mostUntil
      ).run()
    }
  }

  /// How many requests `--until` may pay for where nobody says.
  private static let mostUntil = 10
}
