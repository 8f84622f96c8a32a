import ArgumentParser
import RiffusionAPI

/// The subcommand `segue swap-sound`.
struct SwapSoundCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swap-sound",
    abstract: "Gives a song another backing; paid.",
    discussion: WholeSongArguments.discussion)

  @OptionGroup var arguments: WholeSongArguments

  func run() async throws { try await arguments.run(.swapSound) }
}
