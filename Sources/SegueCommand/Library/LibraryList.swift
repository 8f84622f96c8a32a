import ArgumentParser
import SongReports
import SongRuns

/// The subcommand `segue library list`.
struct LibraryList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists all songs, the newest first.")

  @Option(help: "How to print the results.")
  var format: DocumentFormat = .text

  func run() throws {
    try withLibrary { library, console in
      let songs = try library.songs()
      switch format {
      case .json:
        let documents = try songs.map { try SongDocument($0, in: library) }
        try console.write(json: documents)
      case .text:
        try console.write(SongList(songs, style: console.style).text)
      }
    }
  }
}
