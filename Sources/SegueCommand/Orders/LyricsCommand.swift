import ArgumentParser
import RiffusionAPI
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
      if dryRun {
        return try session.print([session.client.provider.dialect.draft(ofLyricsAbout: text)])
      }
      let versions = try await session.client.lyrics(about: text)
      let pages = versions.map { version in
        (version.title.map { "# \($0)\n\n" } ?? "") + version.lyrics + "\n"
      }
      try session.console.write(
        delivery.format == .json
          ? OrderSession.json(versions) : pages.joined(separator: "\n---\n\n"))
      return .success
    }
  }
}
