import ArgumentParser
import Foundation
import RiffusionAPI
import SongRuns

/// The subcommand `segue resume`.
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Goes on with runs that were ended by anything.",
    discussion: """
      Without RUN, all open runs are gone on with. What was acknowledged is waited for and saved; \
      what may have been sent is never sent again. A run in doubt is shown, and settled by what the \
      provider's own list of songs says: --adopt ID takes the song that is there (or the job's \
      handle), --confirm-not-charged lets the request be sent anew. A run that was stopped goes on \
      where it is named. Where the disk was full, --output names another folder; songs that have \
      come stay where they are.
      """)

  @Argument(help: ArgumentHelp("The number of the run.", valueName: "run"))
  var number: Int64?

  @Option(
    help: ArgumentHelp("The request in doubt was charged, and this came of it.", valueName: "id"))
  var adopt: String?

  @Flag(help: "The request in doubt was not charged.")
  var confirmNotCharged = false

  @Option(
    help: ArgumentHelp("How many orders the run may pay for in all, from now on.", valueName: "n"))
  var maxRequests: Int?

  @Option(
    help: ArgumentHelp("Another folder for the songs of the run, from now on.", valueName: "dir"))
  var output: String?

  @OptionGroup var boldness: Boldness

  @OptionGroup var delivery: DeliveryFormat
  @OptionGroup(title: "Provider") var provider: ProviderOptions

  func validate() throws {
    if adopt != nil, confirmNotCharged {
      throw ValidationError("Either a song came of it, or it was not charged.")
    }
    let isAboutOne =
      adopt != nil || confirmNotCharged || maxRequests != nil || output != nil || boldness.yes
    if number == nil, isAboutOne {
      throw ValidationError("Say which run is meant; segue runs lists them.")
    }
    try RunLimits.require(orders: maxRequests)
  }

  func run() async throws {
    var runs: [LibraryRun] = []
    try withLibrary { library, console in
      if let number {
        try settle(library.run(number), in: library)
        runs = [try library.run(number)]
      } else {
        let all = try library.runs()
        runs = all.filter { $0.state == .open }.reversed()
        if runs.isEmpty { console.note("no run is open") }
        let stopped = all.filter { $0.state == .stopped }.compactMap(\.id)
        if let stopped = Self.text(ofStopped: stopped) { console.note(stopped) }
      }
    }
    var codes: [ExitCode] = []
    for run in runs {
      do {
        try await OrderSession.run(
          provider, delivery: delivery.options, as: run.provider,
          wholeSeconds: run.plan.wholeSeconds
        ) { session in
          session.console.note("run \(run.id ?? 0): \(run.plan.name)")
          return try await RunDesk(session).carry(run).code
        }
        codes.append(.success)
      } catch let code as ExitCode where code.rawValue != 130 {
        codes.append(code)
      }
    }
    if delivery.format == .json {
      try withLibrary { [runs] library, console in
        let documents = try runs.map { try RunDocument(library.run($0.id ?? 0), in: library) }
        if number == nil {
          try console.write(json: documents)
        } else {
          try console.write(json: documents[0])
        }
      }
    }
    let code = ExitCode(all: codes)
    if code != .success { throw code }
  }

  /// What is said of runs that are not gone on with unless they are named; `nil` without any.
  private static func text(ofStopped runs: [Int64]) -> String? {
    guard let first = runs.first else { return nil }
    return runs.count == 1
      ? "run \(first) was stopped: segue resume \(first) goes on with it"
      : "runs \(runs.map(String.init).joined(separator: ", ")) were stopped: segue runs says why, "
        + "and segue resume RUN goes on with one"
  }

  /// Takes over what the user found out.
  private func settle(_ run: LibraryRun, in library: SongLibrary) throws {
    if adopt != nil || confirmNotCharged {
      // A request that another process is just sending is not in doubt.
      let lock = try RunLock(run: run.id ?? 0, in: library)
      guard let open = try library.requests(of: run.id ?? 0).last(where: { $0.state == .open })
      else {
        throw SongRunError(
          code: .unknownRun, subject: "run \(run.id ?? 0)",
          detail: "none of its requests is in doubt")
      }
      if let adopt {
        _ = try library.adopt(adopt, for: open, of: run)
      } else {
        _ = try library.confirmNotCharged(open)
      }
      _ = consume lock
    }
    let folder = output.map { URL(filePath: $0, directoryHint: .isDirectory).path }
    try library.reopen(run, isBold: boldness.yes, maxRequests: maxRequests, folder: folder)
  }
}
