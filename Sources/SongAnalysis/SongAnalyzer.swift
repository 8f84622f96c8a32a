public import AudioModel

/// Listens to one song, block by block, and says what it heard.
///
/// One pass: no audio is kept, only features (about 3 kB for a second of song). Feed it every block of one stream in
/// order, then call `finish()` once. How the blocks are cut makes no difference.
public struct SongAnalyzer {
  private var loudness: LoudnessAnalyzer
  private var spectra: SpectralAnalyzer

  /// An analyser for a stream of the given format.
  public init(format: AudioFormat) {
    loudness = LoudnessAnalyzer(format: format)
    spectra = SpectralAnalyzer(format: format)
  }

  /// Takes the next block of the stream.
  public mutating func process(_ block: AudioBlock) {
    loudness.process(block)
    spectra.process(block)
  }

  /// What the whole song is like.
  public mutating func finish() -> SongFindings {
    let features = spectra.finish()
    let rhythm = Rhythm(features)
    let structure = SongStructure(features, rhythm: rhythm)
    let quality: [QualityReport] = []
    return SongFindings(
      loudness: loudness.finish(),
      rhythm: RhythmReport(rhythm), key: KeyEstimate(features).report,
      sections: structure.sections, quality: quality,
      suggestions: SuggestionsReport(
        extend: ExtendSuggestions(
          sections: structure.sections, bars: structure.bars, rhythm: rhythm
        ).ranked,
        inpaint: InpaintSuggestions(
          sections: structure.sections, bars: structure.bars, quality: quality
        ).ranked))
  }
}

extension RhythmReport {
  /// The report of a rhythm, or of a song that has none.
  init(_ rhythm: Rhythm?) {
    self.init(
      tempoInBPM: rhythm?.tempo, confidence: rhythm?.confidence ?? 0,
      beatsPerBar: rhythm?.beatsPerBar, metreConfidence: rhythm?.metreConfidence ?? 0,
      beats: rhythm?.beats ?? [], downbeats: rhythm?.downbeats ?? [])
  }
}
