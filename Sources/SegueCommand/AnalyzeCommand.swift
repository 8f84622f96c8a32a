import ArgumentParser
import Foundation
import SongReports
import SongRuns

/// The subcommand `segue analyze`.
struct AnalyzeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Measures songs: loudness, beat, sections, faults, and where to go on.",
    discussion: """
      INPUT is an audio file, a folder (all audio files in it, by name), an http(s) address, the id of \
      a song of the library or the provider, or -, which reads such lines from standard input and \
      answers them in the same order as JSON Lines. Of a file that the library knows, what it sings \
      is known too.

      What is fetched is removed again, but for the songs of a --report, which stay in its folder \
      audio.

      With --format json, one song gives one object; a folder or several inputs give an array. An \
      input that could not be analysed has an object with an "error" in its place.
      """)

  @Argument(help: ArgumentHelp("What to analyse.", valueName: "input"))
  var inputs: [String]

  @OptionGroup var sungText: SungTextOptions

  @OptionGroup var lookUp: LibraryLookUp

  @Option(help: "How to print the results; text by default, jsonl for -.")
  var format: OutputFormat?

  @Option(
    help: ArgumentHelp(
      "Write a page on each song into this folder, to look at and listen to.", valueName: "folder"))
  var report: String?

  @Flag(help: "Put the songs into the pages, rather than link to them.")
  var embedAudio = false

  @Flag(help: "Let a truncated or damaged file fail the exit status.")
  var strict = false

  @Flag(help: "Add how long the work took, so that two runs differ.")
  var timings = false

  @OptionGroup(title: "Provider") var provider: ProviderOptions

  func validate() throws {
    let songs = SongInputs(inputs, lines: AsyncStream { $0.finish() })
    if let option = sungText.given, !songs.isSingle {
      throw ValidationError("\(option) says what one song sings: give one audio file with it.")
    }
    if embedAudio, report == nil {
      throw ValidationError("--embed-audio needs --report: it is the page that holds the audio.")
    }
  }

  func run() async throws {
    try await telling {
      let format = format ?? (inputs.contains("-") ? .jsonl : .text)
      let analyze = try analysis()
      let code = try await interruptibly(by: [SIGTERM]) { [self] in
        try await provider.fetching(ifNeeded: mayFetch, into: audioFolder) { fetch in
          var analyze = analyze
          analyze.finder.fetch = fetch
          analyze.finder.provider = try? fetch?.get().provider
          return try await answer(by: analyze, as: format)
        }
      }
      if code != .success { throw code }
    }
  }

  /// Whether some song may not be on this machine.
  private var mayFetch: Bool { inputs.contains { $0 == "-" || SongFinder.isElsewhere($0) } }

  /// Where songs are fetched to that pages link to; `nil` where no page does.
  private var audioFolder: URL? {
    guard let report, !embedAudio else { return nil }
    return URL(filePath: report, directoryHint: .isDirectory)
      .appending(path: "audio", directoryHint: .isDirectory)
  }

  /// Answers all inputs, and tells what that means for the exit status.
  private func answer(by analyze: AnalyzeSong, as format: OutputFormat) async throws -> ExitCode {
    let songs = SongInputs(
      inputs, lines: inputs.contains("-") ? standardInputLines() : AsyncStream { $0.finish() })
    let console = Console(progressOver: provider.quiet ? nil : songs.count)
    var printer = AnswerPrinter(format: format, isSingle: songs.isSingle, console: console)
    var pages = try report.map {
      try ReportFolder(path: $0, embedsAudio: embedAudio, hasIndex: !songs.isSingle)
    }
    var codes: Set<Int32> = []
    defer { printer.finish() }
    // Who waits for a download does not hold up who can listen.
    let cores = ProcessInfo.processInfo.activeProcessorCount
    var analyze = analyze
    analyze.slots = WorkSlots(cores)
    let width = cores + (mayFetch ? SongFetch.usualConnections : 0)
    try await mapConcurrently(songs, width: width) { [analyze] in
      try await analyze.hearing(of: $0)
    } deliver: { song in
      codes.insert(ExitCode(song.answer, strictly: strict).rawValue)
      try printer.print(song)
      do {
        if let page = try pages?.add(song) { console.note("report: \(page)") }
      } catch let error as SongRunError {
        console.note("\(error)")
        codes.insert(ExitCode.failure.rawValue)
      }
    }
    if let index = try pages?.finish() { console.note("report: \(index)") }
    return ExitCode(all: codes.map(ExitCode.init(rawValue:)))
  }

  /// The way of each song, as the options say.
  private func analysis() throws(SongRunError) -> AnalyzeSong {
    var analyze = AnalyzeSong(
      measuresTime: timings, sung: try sungText.sung(), drawsCurves: report != nil)
    analyze.finder.library = lookUp.library
    return analyze
  }
}
