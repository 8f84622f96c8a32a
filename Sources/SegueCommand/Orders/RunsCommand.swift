import ArgumentParser
import SongReports
import SongRuns

/// The subcommand `segue runs`.
struct RunsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "Lists what was ordered, and how far it is; with --report, writes pages on it.",
    discussion: """
      A run is open while a command is at work on it, or after that was ended: segue resume goes on. \
      One in doubt has sent a request whose answer never came: it may have been charged.

      A page shows the candidates of a run side by side with what was measured at their seams, which \
      can be played, and the lineage of its songs.
      """)

  @Argument(help: ArgumentHelp("The numbers of the runs. (default: all)", valueName: "run"))
  var numbers: [Int64] = []

  @Option(
    help: ArgumentHelp("The folder for pages on the runs and their songs.", valueName: "dir"))
  var report: String?

  @Option(help: "How to print the results.")
  var format: DocumentFormat = .text

  func run() async throws {
    try await telling {
      let console = Console()
      let library = try SongLibrary.ofUser()
      let runs = try numbers.isEmpty ? library.runs() : numbers.map { try library.run($0) }
      let documents = try runs.map { try RunDocument($0, in: library) }
      switch format {
      case .json: try console.write(json: documents)
      case .text: try console.write(RunList(documents, style: console.style).text)
      }
      if let report {
        let areWhole = try await interruptibly {
          var pages = try RunPages(in: report, on: runs, of: library, telling: console)
          for run in runs {
            if let page = try await pages.add(run) { console.note("report: \(page)") }
          }
          if let index = pages.finish() { console.note("report: \(index)") }
          return pages.areWhole
        }
        if !areWhole { throw ExitCode.failure }
      }
      if documents.contains(where: { $0.state == .inDoubt }) { throw ExitCode.failure }
    }
  }
}
