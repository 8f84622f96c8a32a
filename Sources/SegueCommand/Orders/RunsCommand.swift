import ArgumentParser
import SongReports
import SongRuns

/// The subcommand `segue runs`.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "Lists what was ordered, and how far it is.",
    discussion: """
      A run is open while a command is at work on it, or after that was ended: segue resume goes on. \
      One in doubt has sent a request whose answer never came: it may have been charged.
      """)

  @Option(help: "How to print the results.")
  var format: DocumentFormat = .text

  func run() throws {
    try withLibrary { library, console in
      let documents = try library.runs().map { try RunDocument($0, in: library) }
      switch format {
      case .json: try console.write(OrderSession.json(documents))
      case .text: try console.write(RunList(documents, style: console.style).text)
      }
      if documents.contains(where: { $0.state == .inDoubt }) { throw ExitCode.failure }
    }
  }
}
