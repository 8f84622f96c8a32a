import ArgumentParser
import SongRuns

/// The subcommand `segue library remove`.
struct LibraryRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Forgets a song; its file and what was made from it stay.")

  @Argument(help: "The song.") var id: String

  func run() throws {
    try withLibrary { library, _ in try library.remove(library.song(named: id)) }
  }
}
