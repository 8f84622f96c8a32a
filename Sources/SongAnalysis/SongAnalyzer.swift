public import AudioModel

/// Listens to one song, block by block, and says what it heard.
///
/// One pass: no audio is kept, only features (at most 3 kB for a second of song). Feed it every block
/// of one stream in order, then call `finish()` once.
public struct SongAnalyzer {
  private let format: AudioFormat

  /// An analyser for a stream of the given format.
  public init(format: AudioFormat) {
    self.format = format
  }

  /// Takes the next block of the stream.
  public mutating func process(_ block: AudioBlock) {
  }

  /// What the whole song is like.
  public consuming func finish() -> SongFindings {
    SongFindings(
      loudness: LoudnessReport(
        integratedInLUFS: nil, rangeInLU: nil, maxMomentaryInLUFS: nil, maxShortTermInLUFS: nil,
        truePeakInDBTP: nil, samplePeakInDBFS: nil),
      rhythm: RhythmReport(
        tempoInBPM: nil, confidence: 0, beatsPerBar: nil, metreConfidence: 0, beats: [],
        downbeats: []),
      key: nil, sections: [], quality: [], suggestions: SuggestionsReport(extend: [], inpaint: []))
  }
}
