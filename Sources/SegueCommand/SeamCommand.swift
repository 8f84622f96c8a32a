import ArgumentParser
import Foundation
import RiffusionAPI
import SongAnalysis
import SongReports
import SongRuns

/// The subcommand `segue seam`.
struct SeamCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seam",
    abstract: "Checks a song that came back against the one that was sent: can the seam be heard?",
    discussion: """
      SOURCE is the song as it was sent, RESULT what the provider made of it. Say with --at where an \
      extend was to go on, or with --range what an inpaint was to replace. Nothing is sent.
      """)

  @Argument(help: ArgumentHelp("The song that was sent.", valueName: "source"))
  var source: String

  @Argument(help: ArgumentHelp("The song that came back.", valueName: "result"))
  var result: String

  @Option(
    help: ArgumentHelp("Where the kept part was to end.", valueName: "time"),
    transform: SongTime.cut)
  var at: SongTime?

  @Option(
    help: ArgumentHelp("The part that was to be replaced.", valueName: "time-time"),
    transform: SongRange.stretch)
  var range: SongRange?

  @Option(help: "How to print the result.")
  var format: DocumentFormat = .text

  func validate() throws {
    guard (at == nil) != (range == nil) else {
      throw ValidationError("Give either --at, for an extend, or --range, for an inpaint.")
    }
  }

  func run() async throws {
    let kept =
      at.map { Kept.before($0.seconds) }
      ?? range.map { Kept.outside(start: $0.start, end: $0.end) } ?? .before(0)
    let console = Console()
    do {
      let report = try await interruptibly { [source, result] in
        try await SeamCheck(kept: kept).report(
          source: source, result: result, requiringPlace: true)
      }
      switch format {
      case .json: try console.write(json: report)
      case .text: try console.write(SeamText(report, style: console.style).text)
      }
      if report.verdict == .broken { throw ExitCode.failure }
    } catch let error as ExitCode {
      throw error
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      console.note(error.inWords)
      if format == .json {
        try console.write(json: FailureDocument(path: result, orOf: error))
      }
      throw ExitCode(error)
    }
  }
}
