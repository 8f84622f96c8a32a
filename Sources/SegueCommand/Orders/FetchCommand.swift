import ArgumentParser
import RiffusionAPI
import SongRuns

/// The subcommand `segue fetch`.
struct FetchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Waits for jobs and saves their songs; nothing is paid.")

  @OptionGroup var jobs: JobArguments
  @OptionGroup(title: "Delivery") var delivery: DeliveryOptions
  @OptionGroup(title: "Provider") var provider: ProviderOptions

  func run() async throws {
    try await OrderSession.run(provider, delivery: delivery, as: jobs.provider()) {
      [self] session in
      var documents: [JobDocument] = []
      var codes: [ExitCode] = []
      let found = try jobs.jobs(at: session.client.provider)
      for job in found {
        let result = try await session.bring(job)
        documents += [result.document].compactMap(\.self)
        codes.append(result.code)
      }
      try session.print(documents, isSingle: found.count == 1)
      return ExitCode(all: codes)
    }
  }
}
