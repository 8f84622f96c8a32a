import ArgumentParser
import Foundation
import RiffusionAPI
import SongReports
import SongRuns

/// The subcommand `segue upload`.
struct UploadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upload",
    abstract: "Lets the provider take in the audio at a public address; paid.",
    discussion: "Prints the id for --upload-id.")

  @Argument(help: "The address, which the provider must be able to reach.")
  var url: String

  @Flag(help: "Print the request that would be sent, and send nothing.")
  var dryRun = false

  @OptionGroup var delivery: DeliveryFormat
  @OptionGroup(title: "Provider") var provider: ProviderOptions

  func run() async throws {
    try await OrderSession.run(provider, delivery: delivery.options) { [self] session in
      let draft = try session.client.provider.dialect.draft(ofUploadFrom: url)
      if dryRun { return try session.print([draft]) }
      let plan = RunPlan(
        .upload, template: GenerateRequest(), folder: delivery.options.folder.path
      ).uploading(url)
      let done = try await RunDesk(session).begin(plan)
      if delivery.format == .text, let source = done.document.source {
        try session.console.write(source.id.printable + "\n")
      }
      try session.print(done.document)
      return done.code
    }
  }
}
