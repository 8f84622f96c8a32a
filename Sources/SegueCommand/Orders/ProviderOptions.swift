import ArgumentParser
import Foundation
import SongRuns

/// Options of every command that talks to a provider.
struct ProviderOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "openai-hk, yutoai, musicapi, sunoapi or producer. (default: openai-hk)",
      valueName: "name"))
  var provider: String?

  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp("Where the API is, if not where its documents say.", valueName: "url"))
  var baseURL: String?

  @Option(
    help: ArgumentHelp("What stands before the operation in every path.", valueName: "path"))
  var pathPrefix: String?

  @Option(help: ArgumentHelp("The configuration file to read.", valueName: "file"))
  var config: String?

  @Flag(help: "Show no progress.")
  var quiet = false

  /// What the flags, the environment and the configuration file say together.
  ///
  /// - Throws: `SongRunError`, `RiffusionError`.
  func configuration(wholeSeconds: Bool = false) async throws -> ProviderConfiguration {
    try await ProviderConfiguration(
      ProviderChoice(
        provider: provider, baseURL: baseURL, pathPrefix: pathPrefix, configurationPath: config,
        wholeSeconds: wholeSeconds),
      environment: ProcessInfo.processInfo.environment)
  }
}
