import ArgumentParser
import Foundation
import RiffusionAPI
import SongRuns

/// Where runs are begun, carried on and told about, with the library beside it.
struct RunDesk {
  /// The dealings with the provider.
  let session: OrderSession
  /// Where runs are written down.
  let library: SongLibrary

  /// The desk of a session, with the user's library unless another one is given.
  ///
  /// - Throws: `SongRunError` where the library cannot be opened.
  init(_ session: OrderSession, library: SongLibrary? = nil) throws {
    self.session = session
    self.library = try library ?? SongLibrary.ofUser()
  }

  /// Begins a run, carries it on, and prints its files.
  ///
  /// - Returns: What is known of it, and the exit status; failures are told, not thrown.
  /// - Throws: `CancellationError`, and what makes it impossible to begin.
  func begin(
    _ plan: RunPlan, with planned: SongRun.Planned? = nil, maxRequests: Int = 1,
    waits: Bool = true
  ) async throws -> (document: RunDocument, code: ExitCode) {
    let begun = try await watching {
      try $0.begin(plan, from: planned?.source, maxRequests: maxRequests)
    }
    return try await carry(begun, beginningWith: planned, waits: waits)
  }

  /// Carries a run on, and prints its files.
  func carry(
    _ run: LibraryRun, beginningWith planned: SongRun.Planned? = nil, waits: Bool = true
  ) async throws -> (document: RunDocument, code: ExitCode) {
    let id = run.id ?? 0
    var failure: (any Error)?
    do {
      try await watching(tellsJobs: waits) {
        try await $0.carry(run, beginningWith: planned, waits: waits)
      }
    } catch {
      failure = error
      session.console.note(
        error is CancellationError
          ? "interrupted; segue resume \(id) goes on" : Console.text(of: error, inRun: id))
    }
    let document = try RunDocument(library.run(id), in: library)
    if session.isText { try print(document, waits: waits) }
    if failure != nil { try Task.checkCancellation() }
    if let failure { return (document, ExitCode(failure)) }
    let isOrder = document.rounds.allSatisfy { $0.choice == nil }
    let isWhole = document.rounds.allSatisfy { $0.songs.allSatisfy { $0.problem == nil } }
    return (document, isOrder && !isWhole ? .failure : .success)
  }

  /// Does work on runs, and shows what it reports, as it comes; `tellsJobs` as in `RunProgress`.
  func watching<Success: Sendable>(
    tellsJobs: Bool = true, _ work: @escaping @Sendable (SongRun) async throws -> Success
  ) async throws -> Success {
    let (events, continuation) = AsyncStream.makeStream(of: RunEvent.self)
    let sending = PaidSending(
      library: library, client: session.client, mostPerDay: session.mostRequestsPerDay)
    async let success = {
      defer { continuation.finish() }
      return try await work(SongRun(sending) { continuation.yield($0) })
    }()
    var progress = RunProgress(console: session.console, tellsJobs: tellsJobs)
    for await event in events { progress.show(event) }
    progress.finish()
    return try await success
  }

  /// Prints the files of a run, that of the kept song the last of its round; without waiting, the
  /// job's handle.
  private func print(_ document: RunDocument, waits: Bool) throws {
    for round in document.rounds {
      if !waits, let job = round.job { try session.console.write(job + "\n") }
      let isChoice = round.choice != nil
      let songs = round.songs.filter { !isChoice || $0.id != round.kept }
      let kept = isChoice ? round.songs.filter { $0.id == round.kept } : []
      for path in (songs + kept).compactMap(\.path) where round.purpose == "order" {
        try session.console.write(path + "\n")
      }
    }
  }
}

extension SongLibrary {
  /// The library of the user who runs the process.
  static func ofUser() throws(SongRunError) -> SongLibrary {
    let environment = ProcessInfo.processInfo.environment
    let home = try home(in: environment)
    #if DEBUG
      if let crash = environment["SEGUE_CRASH_AT"].flatMap({ CrashWitness($0) }) {
        return try SongLibrary(at: home, witness: crash.see)
      }
    #endif
    return try SongLibrary(at: home)
  }
}
