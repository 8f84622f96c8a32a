import ArgumentParser
import RiffusionAPI

/// The subcommand `segue cover`.
struct CoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cover",
    abstract: "Sings a song anew in the same style; paid.",
    discussion: WholeSongArguments.discussion)

  @OptionGroup var arguments: WholeSongArguments

  func run() async throws { try await arguments.run(.cover) }
}
