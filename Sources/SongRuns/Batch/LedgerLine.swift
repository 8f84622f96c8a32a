package import AudioModel
package import SongAnalysis

/// What became of one song: a line of a ledger.
package struct LedgerLine: Codable, Sendable {
  /// The song.
  package let input: BatchInput
  /// Its file as it was before it was read; `nil` where there was none.
  package let stamp: FileStamp?
  /// The SHA-256 of the lyrics file, in hexadecimal; `nil` without one.
  package let lyricsDigest: String?
  /// The SHA-256 of the file of words, in hexadecimal; `nil` without one.
  package let wordsDigest: String?
  /// The version of the method, `AnalysisDocument.currentAnalysisVersion`.
  package let analysisVersion: String
  /// When it was done, in seconds since 1970: of two lines on a song the later holds.
  package let time: Double
  /// What came of it.
  package let outcome: Outcome

  /// What came of a song.
  package enum Outcome: Codable, Sendable {
    /// There is a result under that key.
    case analyzed(key: BatchKey, song: AnalyzedSong)
    /// There is none, and why.
    case failed(error: FailureDocument.Failure)
  }

  /// What a summary tells of an analysed song.
  package struct AnalyzedSong: Codable, Sendable {
    /// The SHA-256 of its file, in hexadecimal.
    package let sha256: String
    /// How whole the file was.
    package let status: DecodeStatus
    /// The length of the song, in seconds.
    package let duration: Double
    /// How long the work took; `nil` where the result was there already.
    package let timings: TimingsReport?

    private enum CodingKeys: String, CodingKey {
      case sha256, status, timings
      case duration = "duration_s"
    }
  }

  /// The key of the result; `nil` for a failure.
  package var key: BatchKey? {
    if case .analyzed(let key, _) = outcome { key } else { nil }
  }

  /// Whether the song failed by what may have passed, so that it may be had the next time.
  var isPassing: Bool {
    guard case .failed(let error) = outcome else { return false }
    return error.isProviders
  }

  private enum CodingKeys: String, CodingKey {
    case input, stamp, time, outcome
    case lyricsDigest = "lyrics_sha256"
    case wordsDigest = "words_sha256"
    case analysisVersion = "analysis_version"
  }
}
