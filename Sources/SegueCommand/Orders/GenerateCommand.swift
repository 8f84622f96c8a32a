import ArgumentParser
import RiffusionAPI
import SongRuns

/// The subcommand `segue generate`.
struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Orders a fresh song from lyrics, or from a topic; paid.",
    discussion: """
      Waits until the songs are done and saves all of them. With --topic the provider writes the \
      words, and title and styles as well.
      """)

  @Option(
    help: ArgumentHelp("What the song shall be about, in place of lyrics.", valueName: "text"))
  var topic: String?

  @Flag(help: "No voice.")
  var instrumental = false

  @OptionGroup var order: OrderOptions

  func validate() throws {
    if topic != nil, order.lyrics != nil || order.details.tag != nil || order.details.title != nil {
      throw ValidationError("--topic stands alone: lyrics, tag and title come from the provider.")
    }
    guard topic == nil else { return }
    if order.lyrics == nil, !instrumental {
      throw ValidationError("Give --lyrics, --topic, or --instrumental.")
    }
    if order.details.tag == nil {
      throw ValidationError("Give --tag: the styles of a fresh song.")
    }
  }

  func run() async throws {
    try await telling {
      var plan = order.plan(.order)
      plan.template.words = try topic.map { .topic($0) } ?? order.words()
      if instrumental { plan.template.instrumental = true }
      if topic == nil, plan.template.title == nil { plan.template.title = Self.untitled }
      plan.template.strengths =
        plan.strengths.isEmpty ? nil : plan.strengths.strengths(over: .standard)
      try await RunOrder(order: order, plan: plan).run()
    }
  }

  /// The providers require a title.
  private static let untitled = "Untitled"
}
