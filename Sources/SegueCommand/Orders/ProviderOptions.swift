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
  /// Does work with somebody who brings songs, where some may not be on this machine.
  ///
  /// - Parameters:
  ///   - isNeeded: Whether some may not be; otherwise nothing is asked of the configuration.
  ///   - account: Who brings them; that of the configuration when `nil`.
  ///   - folder: Where they are kept; `nil` for songs that are removed once they are heard.
  ///   - connections: How many are brought at once.
  ///   - work: What is done, with `nil` where nobody is needed; where the configuration is wrong, that
  ///     concerns only who needs it.
  /// - Returns: What the work gives.
  /// - Throws: What the work throws.
  func fetching<Success: Sendable>(
    ifNeeded isNeeded: Bool, from account: ProviderAccount? = nil, into folder: URL? = nil,
    connections: Int = SongFetch.usualConnections,
    _ work: @Sendable (Result<SongFetch, any Error>?) async throws -> Success
  ) async throws -> Success {
    guard isNeeded else { return try await work(nil) }
    let recipient: ProviderAccount
    do {
      recipient = if let account { account } else { try await configuration().account() }
    } catch {
      return try await work(.failure(error))
    }
    return try await HTTPTransport.withTransport { transport in
      let client = RiffusionClient(
        provider: recipient.provider, key: recipient.key, transport: transport)
      let fetch = SongFetch(client: client, folder: folder, connections: connections)
      defer { fetch.end() }
      return try await work(.success(fetch))
    }
  }
}
