import ArgumentParser
import Foundation
import Logging
import RiffusionStandIn

/// The subcommand `segue stand-in`.
struct StandInCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stand-in",
    abstract: "Runs a provider on this machine: real answers, real audio, nothing paid.",
    discussion: """
      The server listens on the loopback interface alone and needs no network. It speaks the \
      dialects openai-hk, yutoai, musicapi, sunoapi and producer, each under its paths; --dialect \
      limits it to one, and chooses between openai-hk and yutoai, and between musicapi and \
      sunoapi, whose paths are the same. Any key is accepted. Ctrl-C ends it, and the songs are \
      gone.

      FAULTS:
        A JSON file says what goes wrong, and when:

          {"faults": [
            {"on": "submit", "fault": "rate-limit", "seconds": 2},
            {"on": "submit", "operation": "extend", "nth": 2, "fault": "hang"},
            {"on": "poll", "nth": 3, "times": 2, "fault": "server-error"},
            {"on": "download", "times": 0, "fault": "cut", "bytes": 40000}]}

        on         submit, poll, upload, lyrics, credits or download
        operation  counts only create, topic, cover, extend, inpaint,
                   swap-vocals or swap-sound
        nth        the first call that is struck, from 1 (default: 1)
        times      how many are struck from there (default: 1; 0: all)

        Faults, with the members that they read:
        API calls  unauthorized, rate-limit (seconds), server-error (status),
                   retired (status), html, hang (seconds), drop
        paid ones  also quota (status), moderation (status),
                   server-error-after-charge (status)
        submit     also not-ready, clamp-crop (seconds), one-song,
                   fail-song (song), flag-song (song), stall (song)
        poll       also not-ready, unknown
        download   rate-limit, server-error, html, hang, drop, cut (bytes),
                   slow (seconds), shorten (bytes), wrong-length (bytes),
                   expired (status), redirect (to)

        What hangs, is dropped, or fails after the charge is charged and made.
      """)

  @Option(help: ArgumentHelp("The port to listen on; 0 takes any free one.", valueName: "port"))
  var port = 8787

  @Option(help: "The only dialect to speak; all of them by default.")
  var dialect: StandInDialect?

  @Option(help: ArgumentHelp("What goes wrong, and when, as JSON.", valueName: "file"))
  var faults: String?

  @Option(help: ArgumentHelp("How many seconds a job takes, at least.", valueName: "seconds"))
  var pace = 6.0

  @Option(help: "How long, and how fine, the songs are.")
  var songs: SongLength = .whole

  @Option(help: "How the times of words are told; by default as the dialect does.")
  var wordTimes: WordTimes?

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("There is no port \(port): it is a number from 0 to 65535.")
    }
    guard (0...86_400).contains(pace) else {
      throw ValidationError("--pace is a number of seconds from 0 to 86400.")
    }
  }

  func run() async throws {
    let console = Console()
    let plan: FaultPlan
    do {
      plan = try faults.map { try FaultPlan(path: $0) } ?? FaultPlan()
    } catch {
      console.note("\(error)")
      throw ExitCode(64)
    }
    let provider = StandInProvider(
      port: port, dialect: dialect, faults: plan, pace: .seconds(pace), length: songs,
      wordTimes: wordTimes, logger: Logger(label: "stand-in") { _ in RequestLines() })
    do {
      try await interruptibly { [dialect] in
        try await provider.withServer { server in
          let provider = dialect ?? .openAIHK
          try Console().write(
            """
            \(server.baseURL)

            export SEGUE_BASE_URL=\(server.baseURL)
            export SEGUE_PROVIDER=\(provider.rawValue)
            export SEGUE_API_KEY=stand-in

            """)
          // It runs until it is cancelled.
          while true { try await Task.sleep(for: .seconds(86_400)) }
        }
      }
    } catch let code as ExitCode {
      throw code
    } catch {
      console.note("\(error)")
      throw ExitCode.failure
    }
  }
}

/// One line on standard error for each request.
private struct RequestLines: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    Console().note("\(event.message)")
  }
}
