import ArgumentParser
import SongReports
import SongRuns

/// The subcommand `segue library tree`.
struct LibraryTree: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree",
    abstract: "Shows what a song was made from, and what was made from it.")

  @Argument(help: "Any song of the lineage.") var id: String

  func run() throws {
    try withLibrary { library, console in
      let song = try library.song(named: id)
      let lineage = Lineage(of: song, among: try library.songs())
      try console.write(LineageText(lineage, marking: song, style: console.style).text)
    }
  }
}
