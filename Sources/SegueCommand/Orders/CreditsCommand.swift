import ArgumentParser
import Foundation
import RiffusionAPI
import SongRuns

/// The subcommand `segue credits`.
struct CreditsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "credits",
    abstract: "Says how much is left to spend at the provider.")

  @OptionGroup var delivery: DeliveryFormat
  @OptionGroup(title: "Provider") var provider: ProviderOptions

  func run() async throws {
    try await OrderSession.run(provider, delivery: delivery.options) { [self] session in
      let credits = try await session.client.credits()
      let extra = credits.extraCredits
      switch delivery.format {
      case .json: try session.console.write(json: credits)
      case .text:
        try session.console.write(
          "\(credits.credits.formatted())" + (extra > 0 ? " and \(extra.formatted()) extra" : "")
            + " credits\n")
      }
      return .success
    }
  }
}
