import ArgumentParser
import Foundation
import RiffusionAPI
import SongReports
import SongRuns

/// The subcommand `segue batch`.
struct BatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Analyses a catalogue, and goes on where it was interrupted.",
    discussion: """
      INPUT is an audio file, a folder (all audio files in it), an http(s) address, a manifest (.csv \
      with a header, or .jsonl, with path, url or song_id, title, lyrics and words), or -, which \
      reads paths, addresses or such JSON objects from standard input. What a song sings is taken \
      from the manifest alone: the song library is not the same on every machine.

      DIR holds results/KEY.json for each song, songs.jsonl, songs.csv, index.html and \
      summary.json. Run the same command again and only what is missing or has changed is done.

      On several machines, give each a part with --shard into one shared folder, and then run \
      segue batch --collect DIR.
      """)

  @Argument(help: ArgumentHelp("What to analyse.", valueName: "input"))
  var inputs: [String] = []

  @Option(help: ArgumentHelp("Where results go.", valueName: "dir"))
  var output: String?

  @Option(help: ArgumentHelp("Bring the shards of a batch together.", valueName: "dir"))
  var collect: String?

  @Option(help: "How many songs are worked on at once; all cores by default.")
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "The part of the songs to do: I/N from 0, auto in a Slurm array, auto/N in Kubernetes.",
      valueName: "part"))
  var shard: String?

  @Flag(help: "Write a page on each song too, to look at and listen to.")
  var report = false

  @Flag(
    help: "Try all songs again that failed before; those that failed by the provider always are.")
  var retryFailed = false

  @Option(help: "The longest work on one song, in seconds.")
  var maxSeconds = 300.0

  @Option(help: "The longest song, in seconds.")
  var maxLength = 3600.0

  @Option(help: "The largest file, in MB.")
  var maxMegabytes = 1024.0

  @Option(help: "How many songs are downloaded at once.")
  var maxConnections = SongFetch.usualConnections

  @OptionGroup(title: "Provider") var provider: ProviderOptions

  func validate() throws {
    guard (collect == nil) != (output == nil) else {
      throw ValidationError("Give --output DIR with songs, or --collect DIR without.")
    }
    guard inputs.isEmpty == (collect != nil) else {
      throw ValidationError(
        collect == nil
          ? "Give the songs: files, folders, a manifest, or -."
          : "--collect takes the songs that the shards were given: name none.")
    }
    if let jobs { try Self.require(jobs, as: "--jobs") }
    try Self.require(maxConnections, as: "--max-connections")
    guard [maxSeconds, maxLength, maxMegabytes].allSatisfy({ $0 > 0 && $0 <= 1e9 }) else {
      throw ValidationError("Limits must be above zero, and at most a thousand million.")
    }
  }

  /// No machine does more at a time.
  private static let mostAtATime = 4096

  private static func require(_ number: Int, as option: String) throws {
    guard number >= 1 else { throw ValidationError("\(option) must be at least 1.") }
    guard number <= mostAtATime else {
      throw ValidationError("\(option) must be at most \(mostAtATime).")
    }
  }

  func run() async throws {
    let allGood = try await interruptibly(by: [SIGTERM]) { [self] in
      let console = Console(isQuiet: provider.quiet)
      do {
        return try await isGood(console)
      } catch let error as SongRunError {
        console.showStatus(nil)
        console.note("\(error.subject): \(error.detail)")
        throw ExitCode(error)
      } catch let error as RiffusionError {
        console.note("\(error)")
        throw ExitCode(error)
      } catch let error as CancellationError {
        console.showStatus(nil)
        console.note("interrupted; the same command goes on from there")
        throw error
      }
    }
    if !allGood { throw ExitCode.failure }
  }

  /// Does all of it, and tells whether every song has its result, and its page where pages are wanted.
  private func isGood(_ console: Console) async throws -> Bool {
    if let collect {
      let desk = BatchDesk(folder: BatchFolder(path: collect), console: console)
      let summary = try desk.collect()
      desk.tell(summary)
      return summary.isGood
    }
    let desk = BatchDesk(folder: BatchFolder(path: output ?? ""), console: console)
    var run = BatchRun(
      folder: desk.folder, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    if let shard {
      run.shard = try BatchShard(shard, environment: ProcessInfo.processInfo.environment)
    }
    run.limits = SongLimits(
      work: .seconds(maxSeconds), length: maxLength, size: Int(maxMegabytes * 1e6))
    run.retriesFailed = retryFailed
    run.pages = report ? try BatchPageFolder(desk.folder) : nil
    var songs = BatchInputs()
    for input in inputs {
      guard input == "-" else {
        try songs.add(input)
        continue
      }
      for await line in standardInputLines() where !line.isEmpty { songs.add(line: line) }
    }
    let (summary, failedPages) = try await provider.fetching(
      ifNeeded: songs.songs.contains { $0.kind != .file },
      into: URL(filePath: desk.folder.file("audio"), directoryHint: .isDirectory),
      connections: maxConnections
    ) { [run, songs] fetch in
      var run = run
      run.fetch = try fetch?.get()
      return try await desk.watch(run, over: songs.songs, isQuiet: provider.quiet)
    }
    if run.shard == .whole { try desk.writeTables() }
    desk.tell(summary, failedPages: failedPages)
    return summary.isGood && failedPages == 0
  }
}

extension BatchSummary {
  /// Whether every song has a result.
  fileprivate var isGood: Bool { songs.failed == 0 && songs.pending == 0 }
}
