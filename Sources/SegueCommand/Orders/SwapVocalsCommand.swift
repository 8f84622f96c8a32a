import ArgumentParser
import RiffusionAPI

/// The subcommand `segue swap-vocals`.
struct SwapVocalsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swap-vocals",
    abstract: "Gives a song another voice; paid.",
    discussion: WholeSongArguments.discussion)

  @OptionGroup var arguments: WholeSongArguments

  func run() async throws { try await arguments.run(.swapVocals) }
}
