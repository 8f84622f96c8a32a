import ArgumentParser
import RiffusionAPI
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
      let client = session.client
      if dryRun {
        return try session.print([client.provider.dialect.draft(ofUploadFrom: url)])
      }
      let id: String
      switch try await client.upload(url) {
      case .ready(let ready):
        id = ready
      case .pending(let job):
        session.console.note("ordered: \(JobHandle(job))")
        id = try await client.uploadID(of: job)
      }
      try session.console.write(
        delivery.format == .json ? OrderSession.json(["upload_id": id]) : id + "\n")
      return .success
    }
  }
}
