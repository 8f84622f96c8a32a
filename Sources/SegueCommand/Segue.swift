import ArgumentParser
import RiffusionAPI

/// The command `segue`, which only knows its subcommands.
@main
struct Segue: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segue",
    abstract: "Listens to AI-generated songs and tells the generator where to go on.",
    discussion: """
      Results go to standard output, everything else to standard error.

      EXIT STATUS:
        0    all is well
        1    some inputs failed, or an order is in doubt
        2    the provider refused or failed
        64   the command was not understood
        130  interrupted
      """,
    version: RiffusionClient.version,
    groupedSubcommands: [
      CommandGroup(
        name: "Listening",
        subcommands: [
          AnalyzeCommand.self, BatchCommand.self, SuggestCommand.self, SeamCommand.self,
        ]),
      CommandGroup(
        name: "Ordering",
        subcommands: [
          GenerateCommand.self, ExtendCommand.self, InpaintCommand.self, CoverCommand.self,
          SwapVocalsCommand.self, SwapSoundCommand.self, UploadCommand.self, LyricsCommand.self,
        ]),
      CommandGroup(
        name: "Following",
        subcommands: [
          RunsCommand.self, ResumeCommand.self, StatusCommand.self, FetchCommand.self,
          CreditsCommand.self,
        ]),
      CommandGroup(name: "Keeping", subcommands: [LibraryCommand.self, CutCommand.self]),
      CommandGroup(name: "Practising", subcommands: [DemoCommand.self, StandInCommand.self]),
    ])
}
