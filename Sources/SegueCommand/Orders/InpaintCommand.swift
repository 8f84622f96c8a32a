import ArgumentParser
import RiffusionAPI
import SongRuns

/// The subcommand `segue inpaint`.
struct InpaintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inpaint",
    abstract: "Makes a part of a song anew; paid.",
    discussion: """
      SOURCE is a file, a song of the library, or a provider's song id. A file that segue has not \
      made needs --song-id, --upload-id or --upload. The part is a section by its name in the \
      lyrics or by its label (chorus#2), a range of times, or the one that most needs it; without \
      any of these options the last. The lyrics are those of the part, by default its own.
      """)

  @Argument(help: ArgumentHelp("The song to mend.", valueName: "source"))
  var song: String

  @Option(
    help: ArgumentHelp(
      "The section to replace, such as \"Verse 2\" or chorus#2.", valueName: "section"),
    transform: { text in
      guard case .section(let section) = try Anchor("section:" + text), section.edge == nil else {
        throw ValidationError("\(text) is a point; a whole section can be replaced.")
      }
      return section
    })
  var section: SectionReference?

  @Option(
    help: ArgumentHelp("The part to replace, such as 38.17-79.5.", valueName: "time-time"),
    transform: SongRange.stretch)
  var range: SongRange?

  @Flag(help: "Replace the part that most needs it.")
  var auto = false

  @OptionGroup var boldness: Boldness
  @OptionGroup var source: SourceOptions
  @OptionGroup var order: OrderOptions

  func validate() throws {
    let said = [section != nil, range != nil, auto].count { $0 }
    guard said <= 1 else {
      throw ValidationError("Give one of --section, --range and --auto.")
    }
  }

  func run() async throws {
    try await telling {
      let name = section.map { "section:\($0)" }
      var plan = order.plan(
        .inpaint(InpaintPlan(section: range == nil ? name ?? "\(Anchor.auto)" : nil, range: range)))
      plan.template.words = try order.words()
      plan.sourceLyrics = try source.sourceLyrics.map { try LyricsFile.text(at: $0) }
      plan.isBold = boldness.yes
      try await RunOrder(
        order: order, lookup: source.lookup, sources: [song], plan: plan
      ).run()
    }
  }
}
