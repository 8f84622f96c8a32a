import ArgumentParser
import SongRuns

/// The subcommand `segue cut`.
struct CutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cut",
    abstract: "Lets a cut be heard: writes what is kept before it into a file.",
    discussion: """
      The ending of OUT says what is written: .wav, .flac, .ogg or .mp3. A file that is there is not \
      replaced.
      """)

  @Argument(help: "The audio file.") var file: String

  @Option(
    help: ArgumentHelp("Where the kept part ends.", valueName: "time"),
    transform: SongTime.cut)
  var at: SongTime

  @Option(
    help: ArgumentHelp(
      "How much of it, from its end, in seconds. (default: all of it)", valueName: "seconds"))
  var last: Double?

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "out"))
  var output: String

  func validate() throws {
    guard last.map({ $0 > 0 && $0.isFinite }) ?? true else {
      throw ValidationError("--last is a length in seconds, above 0.")
    }
  }

  func run() async throws {
    try await telling {
      let range = max(0, at.seconds - (last ?? .infinity))..<at.seconds
      try await interruptibly { [file, output] in
        try await CutSong(range: range).write(file, to: output)
      }
    }
  }
}
