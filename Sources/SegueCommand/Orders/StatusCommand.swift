import ArgumentParser
import RiffusionAPI
import SongReports
import SongRuns

/// The subcommand `segue status`.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Says how far jobs are, once, without waiting.")

  @OptionGroup var jobs: JobArguments
  @OptionGroup var delivery: DeliveryFormat
  @OptionGroup(title: "Provider") var provider: ProviderOptions

  func run() async throws {
    try await OrderSession.run(provider, delivery: delivery.options, as: jobs.provider()) {
      [self] session in
      var documents: [JobDocument] = []
      let found = try jobs.jobs(at: session.client.provider)
      for job in found {
        let songs = try await session.client.songs(of: job)
        let document = JobDocument(
          job: job, provider: session.client.provider,
          songs: songs.map { DeliveredSong(song: $0) })
        documents.append(document)
        if delivery.format == .text {
          try session.console.write(JobText(document, style: session.console.style).text)
        }
      }
      try session.print(documents, isSingle: found.count == 1)
      return .success
    }
  }
}
