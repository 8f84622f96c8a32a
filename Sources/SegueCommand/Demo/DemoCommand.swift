import ArgumentParser
import Foundation

/// The subcommand `segue demo`.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Shows all of it on this machine: no key, no network, nothing paid.",
    discussion: """
      A stand-in for a provider is started, a song ordered from it and listened to, gone on from its \
      last chorus for two rounds, and its weakest section made anew; each seam is checked. All of \
      it lands in one folder: the songs, their library, and a report that opens in a browser.
      """)

  @Option(
    help: ArgumentHelp(
      "The folder to make. (default: segue-demo in the working folder)", valueName: "dir"))
  var output: String?

  @Flag(help: "Show no progress.")
  var quiet = false

  func run() async throws {
    try await telling {
      let folder = try DemoFolder(output)
      try await interruptibly { [quiet] in
        try await Demonstration(folder: folder, console: Console(isQuiet: quiet)).run()
      }
    }
  }
}
