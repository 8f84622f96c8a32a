import ArgumentParser
import Foundation
import RiffusionAPI
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

extension ProviderOptions {
  /// Does work with somebody who brings songs, where some are not on this machine.
  ///
  /// - Parameters:
  ///   - isNeeded: Whether some are not; otherwise nothing is asked of the configuration.
  ///   - folder: Where they are brought to; one that is removed after the work when `nil`.
  ///   - connections: How many are brought at once.
  ///   - work: What is done.
  /// - Returns: What the work gives.
  /// - Throws: What the work throws, `SongRunError`, `RiffusionError`.
  func fetching<Success: Sendable>(
    ifNeeded isNeeded: Bool, into folder: URL?, connections: Int = SongFetch.usualConnections,
    _ work: @Sendable (SongFetch?) async throws -> Success
  ) async throws -> Success {
    guard isNeeded else { return try await work(nil) }
    let configuration = try await configuration()
    let account = try configuration.account(for: configuration.selected)
    let scratch = FileManager.default.temporaryDirectory.appending(
      path: "segue-\(UUID().uuidString)", directoryHint: .isDirectory)
    defer { if folder == nil { try? FileManager.default.removeItem(at: scratch) } }
    return try await HTTPTransport.withTransport { transport in
      try await work(
        SongFetch(
          client: RiffusionClient(
            provider: account.provider, key: account.key, transport: transport),
          folder: folder ?? scratch, connections: connections))
    }
  }
}
