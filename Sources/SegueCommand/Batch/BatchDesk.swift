import Foundation
import SongAnalysis
import SongReports
import SongRuns
import Synchronization

/// Where a person follows a batch: its progress, its tables, and what came of it.
struct BatchDesk {
  /// The batch's folder.
  let folder: BatchFolder
  /// Where it is told.
  let console: Console

  /// Does a run, and shows how far it is: always on a terminal, else in a line every 30 s.
  ///
  /// - Returns: The summary of the run, and how many pages could not be written.
  /// - Throws: What the run throws.
  func watch(
    _ run: BatchRun, over songs: [BatchInput], isQuiet: Bool
  ) async throws -> (summary: BatchSummary, failedPages: Int) {
    let (events, continuation) = AsyncStream.makeStream(of: BatchEvent.self)
    let progress = ProgressBook()
    let summary = try await withThrowingTaskGroup(of: Void.self) { [console] group in
      group.addTask {
        for await event in events {
          let progress = progress.take(event)
          console.showStatus(progress.isDone ? nil : progress.text)
          switch event {
          case .planned: break
          case .finished(let line):
            guard case .failed(let error) = line.outcome else { break }
            console.note("\(line.input.text): \(error.code): \(error.message)")
          case .pageFailed(let error): console.note("\(error)")
          }
        }
        console.showStatus(nil)
      }
      group.addTask {
        guard !isQuiet, isatty(STDERR_FILENO) == 0 else { return }
        while !Task.isCancelled {
          do { try await Task.sleep(for: Self.pause) } catch { return }
          console.note(progress.text)
        }
      }
      defer { group.cancelAll() }
      return try await run.run(songs, reporting: continuation)
    }
    return (summary, progress.failedPages)
  }

  /// How long it is between two lines where nobody looks on: as the issue of a log file, not a flood.
  private static let pause = Duration.seconds(30)

  /// Brings the shards together.
  ///
  /// - Throws: `SongRunError`.
  func collect() throws -> BatchSummary {
    let summary = try BatchCollection(folder).summary
    try writeTables()
    try folder.write(try summary.json(), to: folder.file("summary.json"))
    return summary
  }

  /// Writes `songs.jsonl`, `songs.csv` and `index.html`, unless nothing has changed.
  ///
  /// - Throws: `SongRunError` of code `cannotWrite`.
  func writeTables() throws {
    let collection = try BatchCollection(folder)
    guard !collection.isWritten else { return }
    var rows: [BatchRow] = []
    try collection.write { answer, key in
      rows.append(
        BatchRow(answer, page: key.flatMap { BatchPageFolder.address(of: $0, in: folder) }))
    }
    try folder.write(Data(try BatchIndex(rows).html().utf8), to: folder.file("index.html"))
  }

  /// Tells what came of it, and what is missing.
  func tell(_ summary: BatchSummary, failedPages: Int = 0) {
    let songs = summary.songs
    let counts =
      ["\(songs.analyzed) of \(songs.total) songs analysed"]
      + [(songs.failed, "failed"), (songs.pending, "to be done")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)" }
    let speed = summary.run.map { run in
      guard run.songs > 0 else { return "; nothing was left to do" }
      let work = "; \(run.songs) in \(run.seconds) s"
      // Failures, and songs whose results were there, have no speed.
      guard run.songsPerMinute > 0 else { return work }
      return work + ", \(run.songsPerMinute) a minute, \(run.timesRealTime) × real time"
    }
    console.note(counts.joined(separator: ", ") + (speed ?? ""))
    for (count, fault) in [(songs.truncated, "end too early"), (songs.damaged, "are damaged")]
    where count > 0 {
      console.note("files that \(fault): \(count) (see status in songs.csv)")
    }
    for failure in summary.failures {
      console.note(
        "\(failure.count) × \(failure.code), such as \(failure.example): \(failure.message)")
    }
    if failedPages > 0 { console.note("pages that could not be written: \(failedPages)") }
    if !summary.missingShards.isEmpty {
      console.note("not complete: shard \(summary.missingShards.joined(separator: ", "))")
    }
    for song in summary.missingSongs.prefix(Self.mostNamed) { console.note("missing: \(song)") }
    if songs.pending > Self.mostNamed {
      console.note("missing: \(songs.pending - Self.mostNamed) more; summary.json names them all")
    }
  }

  private static let mostNamed = 10
}

/// The progress of a run, for two who tell it.
private final class ProgressBook: Sendable {
  private let progress = Mutex(BatchProgress(now: .now))

  /// Takes an event, and tells how far it is now.
  func take(_ event: BatchEvent) -> (text: String, isDone: Bool) {
    progress.withLock {
      $0.take(event)
      return ($0.text(at: .now), $0.isDone)
    }
  }

  /// How far it is, for a person.
  var text: String { progress.withLock { $0.text(at: .now) } }

  /// How many pages could not be written.
  var failedPages: Int { progress.withLock { $0.failedPages } }
}
