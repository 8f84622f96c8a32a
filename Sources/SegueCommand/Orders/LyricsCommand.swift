import ArgumentParser
import Foundation
import RiffusionAPI
import SongReports
import SongRuns

/// The subcommand `segue lyrics`.
struct LyricsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lyrics",
    abstract: "Lets the provider write lyrics from a description; paid.")

  @Argument(help: "What they shall be about.")
  var text: String

  @Flag(help: "Print the request that would be sent, and send nothing.")
  var dryRun = false

  @OptionGroup var delivery: DeliveryFormat
  @OptionGroup(title: "Provider") var provider: ProviderOptions

  func run() async throws {
    try await OrderSession.run(provider, delivery: delivery.options) { [self] session in
      let draft = try session.client.provider.dialect.draft(ofLyricsAbout: text)
      if dryRun { return try session.print([draft]) }
      let plan = RunPlan(
        .lyrics(about: text), template: GenerateRequest(), folder: delivery.options.folder.path)
      let done = try await RunDesk(session).begin(plan)
      if delivery.format == .text, let lyrics = done.document.rounds.last?.lyrics {
        try session.console.write(lyrics.printableLines.joined(separator: "\n"))
      }
      try session.print(done.document)
      return done.code
    }
  }
}
