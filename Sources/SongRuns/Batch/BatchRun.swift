import AudioDecoding
import AudioModel
import Foundation
import RiffusionAPI
import SongAnalysis
import SongLyrics

/// A catalogue of songs, worked on so many at a time, of which a kill at any moment loses no more than
/// the songs in flight.
package struct BatchRun: Sendable {
  /// Where results go.
  package let folder: BatchFolder
  /// Which part of the songs is ours.
  package var shard = BatchShard.whole
  /// How many songs are worked on at once.
  package var jobs: Int
  /// What a song may take at most.
  package var limits = SongLimits()
  /// Whether all songs that failed before are tried again, and not only those that may be had by now.
  package var retriesFailed = false
  /// Where the songs' pages go; `nil` for none.
  package var pages: (any BatchPages)?
  /// Who brings songs that are addresses or ids; `nil` for nobody.
  package var fetch: SongFetch?

  /// A run with the whole of a batch.
  package init(folder: BatchFolder, jobs: Int) {
    self.folder = folder
    self.jobs = jobs
  }

  /// Does what is missing, and writes the summary.
  ///
  /// - Parameters:
  ///   - inputs: All songs, those of other shards too.
  ///   - events: Told what happens; finished on every path.
  /// - Returns: The summary over the songs of the shard.
  /// - Throws: `SongRunError` of code `cannotWrite` or `runIsBusy`; `CancellationError`, after which
  ///   the summary is written all the same. A song's failure is its result, and a page that cannot be
  ///   written an event.
  package func run(
    _ inputs: [BatchInput], reporting events: AsyncStream<BatchEvent>.Continuation
  ) async throws -> BatchSummary {
    defer { events.finish() }
    try folder.prepare()
    let ledger = try BatchLedger(path: folder.ledger(shard))
    try folder.keep(inputs)
    let songs = inputs.filter(shard.contains)
    let plan = BatchPlan(songs, in: folder, pages: pages, retriesFailed: retriesFailed)
    events.yield(
      .planned(
        total: songs.count, done: plan.done.count, failed: plan.done.count { $0.key == nil }))

    let book = DoneSongs(plan.done)
    var measurement = RunMeasurement(jobs: jobs)
    let missing = AsyncStream { stream in
      plan.missing.forEach { stream.yield($0) }
      stream.finish()
    }
    // Downloads have places of their own, so that they neither wait for an analysis nor hold one up.
    let slots = WorkSlots(jobs)
    let isRemote = plan.missing.contains { $0.kind != .file }
    let width = jobs + (isRemote ? fetch?.connections ?? 0 : 0)
    do {
      try await mapConcurrently(missing, width: width) { input in
        let line = try await self.line(on: input, in: slots, reporting: events)
        try ledger.add(line)
        book.add(line)
        events.yield(.finished(line))
      } deliver: { _ in
      }
    } catch {
      measurement.isInterrupted = error is CancellationError
      measurement.finish(book.added)
      _ = try? summarize(songs, book.lines, measurement)
      throw (error as? SongRunError)?.keepingSongs ?? error
    }
    measurement.finish(book.added)
    return try summarize(songs, book.lines, measurement)
  }

  private func summarize(
    _ songs: [BatchInput], _ lines: [LedgerLine], _ measurement: RunMeasurement
  ) throws -> BatchSummary {
    let summary = BatchSummary(songs, lines: lines, run: measurement)
    let name = shard == .whole ? "summary.json" : "summary-\(shard.name).json"
    // A run that found nothing to do leaves the figures of the one that did.
    if measurement.songs == 0, folder.areCurrent([name]) { return summary }
    try folder.write(try summary.json(), to: folder.file(name))
    return summary
  }

  /// Works on one song.
  ///
  /// - Throws: `SongRunError` where a result cannot be written, `CancellationError`.
  private func line(
    on input: BatchInput, in slots: WorkSlots,
    reporting events: AsyncStream<BatchEvent>.Continuation
  ) async throws -> LedgerLine {
    let stamp = input.kind == .file ? FileStamp(path: input.place) : nil
    let lyrics = input.lyrics.flatMap { try? FileDigest(path: $0).description }
    let words = input.words.flatMap { try? FileDigest(path: $0).description }
    let outcome = try await outcome(of: input, stamp, lyrics, words, in: slots, reporting: events)
    return LedgerLine(
      input: input, stamp: stamp, lyricsDigest: lyrics, wordsDigest: words,
      analysisVersion: AnalysisDocument.currentAnalysisVersion,
      time: Date.now.timeIntervalSince1970.rounded(toDecimals: 3), outcome: outcome)
  }

  /// What comes of one song.
  private func outcome(
    of input: BatchInput, _ stamp: FileStamp?, _ lyrics: String?, _ words: String?,
    in slots: WorkSlots, reporting events: AsyncStream<BatchEvent>.Continuation
  ) async throws -> LedgerLine.Outcome {
    if let problem = input.problem { return .failed(error: problem) }
    do {
      let path = try await path(of: input)
      if let stamp { try limits.check(size: stamp.size, path: path) }
      _ = try AudioFile(path: path)
      // What is told of a song is read whenever the batch is: a pipe could not be.
      for path in [input.lyrics, input.words].compactMap(\.self) {
        try GivenFile.requireData(at: path)
      }
      let sung = try SungText(lyricsPath: input.lyrics, wordsPath: input.words)
      let digest = try FileDigest(path: path)
      let key = BatchKey(audio: digest.description, lyrics: lyrics, words: words)
      return try await result(of: input, at: path, digest, sung, key, in: slots, reporting: events)
    } catch let error as SongRunError where error.code == .cannotWrite {
      throw error
    } catch let error as CancellationError {
      throw error
    } catch {
      return .failed(error: FailureDocument(path: input.place, error: error).error)
    }
  }

  /// The file of a song, fetched if need be.
  private func path(of input: BatchInput) async throws -> String {
    guard input.kind != .file else { return input.place }
    guard let fetch else {
      throw SongRunError(
        code: .unresolvedSource, subject: input.place, detail: "there is nobody to fetch it from")
    }
    return try await fetch.file(of: input, within: limits)
  }

  /// The result of a song, which may be there already: of another file of the same content, or from a
  /// run that was killed before its ledger knew.
  private func result(
    of input: BatchInput, at path: String, _ digest: FileDigest, _ sung: SungText?, _ key: BatchKey,
    in slots: WorkSlots, reporting events: AsyncStream<BatchEvent>.Continuation
  ) async throws -> LedgerLine.Outcome {
    if let document = folder.document(key), pages?.holds(key) ?? true {
      return .analyzed(key: key, song: .init(document, timings: nil))
    }
    var analyze = AnalyzeSong(sung: sung, drawsCurves: pages != nil)
    analyze.digest = digest
    analyze.limits = limits
    var song = try await slots.perform { [analyze] in try await analyze.hearing(of: .song(path)) }
    switch song.answer {
    case .failure(let failure):
      return .failed(error: failure.error)
    case .analysis(var document):
      document.source = input.source(sha256: digest.description)
      song.answer = .analysis(document)
      do throws(SongRunError) {
        try pages?.write(song, of: path, as: key)
      } catch {
        events.yield(.pageFailed(error))
      }
      try folder.write(try DocumentEncoder().encode(document) + [0x0a], to: folder.result(key))
      return .analyzed(key: key, song: .init(document, timings: song.timings))
    }
  }
}

extension BatchInput {
  /// What a document says of the song.
  func source(sha256: String?) -> SourceReport {
    SourceReport(
      path: place, sha256: sha256, songID: kind == .song ? place : nil, title: title)
  }
}

extension LedgerLine.AnalyzedSong {
  fileprivate init(_ document: AnalysisDocument, timings: TimingsReport?) {
    self.init(
      sha256: document.source.sha256 ?? "", status: document.decode.status,
      duration: document.decode.durationInSeconds, timings: timings)
  }
}

extension SongRunError {
  /// The end of a batch by a result that could not be written.
  fileprivate var keepingSongs: SongRunError {
    SongRunError(
      code: code, subject: subject, detail: "\(detail); the songs that are done are kept")
  }
}
