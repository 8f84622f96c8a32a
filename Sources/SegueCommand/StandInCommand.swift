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
            {"on": "poll", "nth": 3, "times": 2, "fault": "server-error", "status": 502},
            {"on": "download", "times": 0, "fault": "cut", "bytes": 40000}]}

        on         submit, poll, upload, lyrics, credits or download
        operation  only these submits: create, topic, cover, extend, inpaint, swap-vocals, \
      swap-sound
        nth        the first call that is struck, counted from 1 (1 if not given)
        times      how many are struck from there (1 if not given; 0: all)
        fault      on every API call: unauthorized, rate-limit (seconds), server-error (status), \
      retired (status), html, hang (seconds), drop
                   on submit, upload, lyrics: quota (status), moderation (status), \
      server-error-after-charge (status)
                   on submit: not-ready, clamp-crop (seconds), fail-song (song), flag-song (song), \
      stall (song), one-song
                   on poll: not-ready, unknown
                   on download: cut (bytes), slow (seconds), shorten (bytes), wrong-length (bytes), \
      expired (status), redirect (to), rate-limit, server-error, html, hang, drop

        A submit that hangs, is dropped, or fails after the charge is charged, and its songs are made.
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
      console.note("cannot listen on port \(port): \(error)")
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
