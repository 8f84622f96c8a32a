import AudioModel
import SongAnalysis
package import SongRuns

/// One song in the index of a batch, from its stored document alone.
package struct BatchRow: Hashable, Sendable, Encodable {
  /// What the song is called.
  package let title: String
  /// The input as the user wrote it.
  package let path: String
  /// The address of its page, relative to the index; `nil` where there is none.
  package let page: String?
  /// `ok`, `truncated` or `damaged` as the decoder said it, or `failed` without an analysis.
  package let status: String
  /// Why there is no analysis.
  package let reason: String?
  /// The stable word for that, such as `notAudio`.
  package let code: String?
  /// The length of the song, in seconds.
  package let duration: Double?
  /// Integrated loudness, in LUFS.
  package let loudness: Double?
  /// The true peak, in dBTP.
  package let truePeak: Double?
  /// Beats per minute.
  package let tempo: Double?
  /// The sections: label and end of each in turn, the end in seconds.
  package let sections: [Section]
  /// Where best to go on, in seconds.
  package let crop: Double?
  /// How far that can be trusted, 0 to 1.
  package let confidence: Double?

  /// One section of the strip.
  package struct Section: Hashable, Sendable, Encodable {
    /// What it is.
    let label: String
    /// Where it ends, in seconds.
    let end: Double
  }

  /// The row of an answer.
  ///
  /// - Parameters:
  ///   - answer: The analysis, or why there is none.
  ///   - page: The address of its page, relative to the index, percent-encoded.
  package init(_ answer: SongAnswer, page: String? = nil) {
    switch answer {
    case .analysis(let song): self.init(song, page: page)
    case .failure(let failure): self.init(failure)
    }
  }

  private init(_ song: AnalysisDocument, page: String?) {
    title = song.source.displayTitle
    path = song.source.path.shownInput
    self.page = page
    status = song.decode.status.rawValue
    (reason, code) = (nil, nil)
    duration = song.decode.durationInSeconds
    loudness = song.loudness.integratedInLUFS
    truePeak = song.loudness.truePeakInDBTP
    tempo = song.rhythm.tempoInBPM
    sections = song.sections.map {
      Section(label: $0.label.rawValue, end: $0.end.rounded(toDecimals: 1))
    }
    crop = song.suggestions.usualCrop?.cropEndAt
    confidence = song.suggestions.usualCrop?.confidence
  }

  private init(_ failure: FailureDocument) {
    let source = SourceReport(path: failure.source.path, sha256: nil)
    title = source.displayTitle
    path = source.path.shownInput
    page = nil
    status = "failed"
    reason = failure.error.message
    code = failure.error.code
    (duration, loudness, truePeak, tempo) = (nil, nil, nil, nil)
    sections = []
    (crop, confidence) = (nil, nil)
  }
}
