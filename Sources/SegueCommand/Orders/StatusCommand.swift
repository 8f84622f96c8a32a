import ArgumentParser
import RiffusionAPI
import SongReports
import SongRuns

/// The subcommand `segue status`.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Says how far jobs are, without waiting for them.",
    discussion: """
      What the provider does not know, as it may be for a moment after an order, is asked for \
      twice more, which costs some seconds and is not paid.
      """)

  @OptionGroup var jobs: JobArguments
  @OptionGroup var delivery: DeliveryFormat
  @OptionGroup(title: "Provider") var provider: ProviderOptions

  func run() async throws {
    try await OrderSession.run(provider, delivery: delivery.options, as: jobs.provider()) {
      [self] session in
      var documents: [JobDocument] = []
      var codes: [ExitCode] = []
      let found = try jobs.jobs(at: session.client.provider)
      for job in found {
        let provider = session.client.provider
        do {
          let songs = try await session.client.songsOnceKnown(of: job)
          let unknown = job.unknown(among: songs)
          if songs.isEmpty, let unknown { throw unknown }
          let document = JobDocument(
            job: job, provider: provider, songs: songs.map { DeliveredSong(song: $0) },
            error: unknown)
          documents.append(document)
          codes.append(unknown == nil ? .success : .failure)
          if let unknown { session.console.note(unknown) }
          if delivery.format == .text {
            try session.console.write(JobText(document, style: session.console.style).text)
          }
        } catch let error as RiffusionError {
          session.console.note(error)
          documents.append(JobDocument(job: job, provider: provider, error: error))
          codes.append(ExitCode(error))
        }
      }
      try session.print(documents, isSingle: found.count == 1)
      return ExitCode(all: codes)
    }
  }
}
