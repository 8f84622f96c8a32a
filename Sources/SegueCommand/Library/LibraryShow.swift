import ArgumentParser
import SongReports
import SongRuns

/// The subcommand `segue library show`.
struct LibraryShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Says all that is known of a song.")

  @Argument(help: "The song.") var id: String

  @Option(help: "How to print the result.")
  var format: DocumentFormat = .text

  func run() throws {
    try withLibrary { library, console in
      let document = try SongDocument(library.song(named: id), in: library)
      switch format {
      case .json: try console.write(json: document)
      case .text: try console.write(SongText(document, style: console.style).text)
      }
    }
  }
}
