import AudioDecoding
import AudioModel
import Foundation
package import SongAnalysis
import SongLyrics

/// The way of one song from a file to what is said of it.
///
/// One pass over the audio, which is never held whole. The file is read for its SHA-256 just before
/// it is decoded, so that the second reading comes from the system's page cache.
package struct AnalyzeSong: Sendable {
  /// Whether the document tells how long the work took, at the price of differing between runs.
  package var measuresTime: Bool

  /// What is sung in the song, where that is known.
  package var sung: SungText?

  /// Finds the files that inputs mean, and what is known of their songs: what these sing, if nobody
  /// says so.
  package var finder = SongFinder()

  /// Whether the curves and matrices of a picture are gathered on the way.
  package var drawsCurves: Bool

  /// The SHA-256 of the file, where it is known already.
  package var digest: FileDigest?

  /// How many songs are listened to at once, so that others can be fetched meanwhile; `nil` for as
  /// many as there are.
  package var slots: WorkSlots?

  /// What a song may take at most; `nil` for anything.
  package var limits: SongLimits?

  /// The way that the plain command goes.
  package init(measuresTime: Bool = false, sung: SungText? = nil, drawsCurves: Bool = false) {
    self.measuresTime = measuresTime
    self.sung = sung
    self.drawsCurves = drawsCurves
  }

  /// What is said of one input; a failure is an answer too.
  ///
  /// - Throws: `CancellationError` alone.
  package func answer(for input: SongInput) async throws -> SongAnswer {
    try await hearing(of: input).answer
  }

  /// What is said of one input, and what belongs to it; a failure is an answer too.
  ///
  /// - Throws: `CancellationError` alone.
  package func hearing(of input: SongInput) async throws -> SongHearing {
    switch input {
    case .unusable(let path, let error):
      return SongHearing(
        answer: .failure(
          FailureDocument(path: path, code: "\(error.code)", message: error.detail)))
    case .song(let text):
      do {
        let found = try await finder.find(text)
        guard let slots else { return try await listen(to: found).hearing }
        return try await slots.perform { try await listen(to: found).hearing }
      } catch let error as CancellationError {
        throw error
      } catch {
        return SongHearing(answer: .failure(FailureDocument(path: text, error: error)))
      }
    }
  }

  /// The analysis of a file.
  ///
  /// - Throws: `AudioFileError` where there is no audio to be had, `CancellationError`.
  package func document(path: String) async throws -> AnalysisDocument {
    try await listen(to: FoundSong(path: path)).document
  }

  private func listen(
    to found: FoundSong
  ) async throws -> (document: AnalysisDocument, hearing: SongHearing) {
    let clock = ContinuousClock()
    let begin = clock.now
    let file = try AudioFile(path: found.path)
    let digest = try digest ?? FileDigest(path: found.path)
    let isOtherFile = found.song?.sha256.map { $0 != digest.description } ?? false
    let song = try isOtherFile ? nil : found.song ?? finder.song(in: digest)
    let known = song.flatMap { SungText(told: $0.lyrics, words: $0.words) }
    let sung = sung ?? known
    let hashed = clock.now

    var (listener, decoded) = try await file.decode { format in
      TimedAnalyzer(analyzer: SongAnalyzer(format: format, drawsCurves: drawsCurves))
    } each: { listener, block in
      listener.timed { $0.process(block) }
      listener.heard += Double(block.frameCount) / block.format.sampleRate
      try limits?.check(worked: clock.now - begin, heard: listener.heard, path: found.name)
    }
    let findings = listener.timed { $0.finish(lyrics: sung?.lyrics, words: sung?.words ?? []) }

    let total = clock.now - begin
    let report = DecodeReport(decoded)
    let timings = TimingsReport(
      hashing: hashed - begin, decoding: total - (hashed - begin) - listener.time,
      analysing: listener.time, structure: listener.analyzer.structureTime, total: total,
      song: report.durationInSeconds)
    let document = AnalysisDocument(
      source: SourceReport(
        path: found.name, sha256: digest.description,
        songID: song.flatMap { $0.isUpload ? nil : $0.id }, title: song?.title),
      decode: report, findings: findings, timings: measuresTime ? timings : nil)
    var hearing = SongHearing(answer: .analysis(document))
    hearing.path = found.path
    hearing.scratch = found.scratch
    hearing.isOtherFile = isOtherFile
    hearing.loudness = listener.analyzer.loudnessCurve
    hearing.curves = listener.analyzer.curves
    hearing.lyrics = sung?.lyrics
    hearing.song = song
    hearing.singsAsKnown = self.sung == nil && known != nil
    hearing.timings = timings
    return (document, hearing)
  }
}

/// An analyser that knows how long it worked.
private struct TimedAnalyzer {
  var analyzer: SongAnalyzer
  var time = Duration.zero
  /// How much of the song it has heard, in seconds.
  var heard = 0.0

  /// Does one step of the work; the clock costs nothing beside the analysis of a block.
  mutating func timed<Result>(_ step: (inout SongAnalyzer) -> Result) -> Result {
    let begin = ContinuousClock.now
    defer { time += ContinuousClock.now - begin }
    return step(&analyzer)
  }
}
