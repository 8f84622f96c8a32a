public import AudioModel
public import SongLyrics

/// Listens to one song, block by block, and says what it heard.
///
/// One pass: no audio is kept, only features (about 3.5 kB for a second of song). Feed it every
/// block of one stream in order, then call `finish()` once. How the blocks are cut makes no
/// difference.
public struct SongAnalyzer {
  private let format: AudioFormat
  private var loudness: LoudnessAnalyzer
  private var quality: QualityAnalyzer
  private var spectra: SpectralAnalyzer
  private var peaks: PeakSeries?

  /// What a picture of the song is drawn from, once it has finished and where that was asked for.
  package private(set) var curves: SongCurves?
  /// How much of the work so far went into spectra, rhythm and structure, by the wall clock.
  package private(set) var structureTime = Duration.zero

  /// An analyser for a stream of the given format.
  public init(format: AudioFormat) { self.init(format: format, drawsCurves: false) }

  /// An analyser that also gathers `curves` on its way, if so asked; its findings are the same.
  package init(format: AudioFormat, drawsCurves: Bool) {
    self.format = format
    loudness = LoudnessAnalyzer(format: format)
    quality = QualityAnalyzer(format: format)
    spectra = SpectralAnalyzer(format: format)
    peaks = drawsCurves ? PeakSeries(format: format) : nil
  }

  /// How loud the song is as it goes, as far as it has been heard.
  package var loudnessCurve: LoudnessCurve { LoudnessCurve(loudness.meter) }

  /// Takes the next block of the stream.
  public mutating func process(_ block: AudioBlock) {
    loudness.process(block)
    quality.process(block)
    let begin = ContinuousClock.now
    spectra.process(block)
    structureTime += ContinuousClock.now - begin
    peaks?.process(block)
  }

  /// What the whole song is like.
  ///
  /// - Parameters:
  ///   - lyrics: What is sung in it, where that is known: the sections are then those of the lyrics,
  ///     unless these do not fit the audio.
  ///   - words: When the words are sung, as a provider tells it; of use with lyrics alone.
  /// - Returns: Every finding; a song of no length has some too.
  public mutating func finish(
    lyrics: Lyrics? = nil, words: [TimedWord] = []
  ) -> SongFindings {
    let begin = ContinuousClock.now
    let features = spectra.finish()
    let rhythm = Rhythm(features)
    let structure = SongStructure(features, rhythm: rhythm, lyrics: lyrics, words: words)
    structureTime += ContinuousClock.now - begin
    if let peaks { curves = curves(peaks, features, structure) }
    let quality = quality.finish()
    return SongFindings(
      loudness: loudness.finish(),
      rhythm: RhythmReport(rhythm), key: KeyEstimate(features).report,
      sections: structure.sections,
      quality: [QualityReport(lowRateOf: format, duration: features.duration)].compactMap(\.self)
        + (quality + QualityReport.oddBars(in: rhythm)).inOrder,
      suggestions: SuggestionsReport(
        extend: ExtendSuggestions(
          sections: structure.sections, bars: structure.bars, rhythm: rhythm, quality: quality,
          lyrics: structure.lyrics, lastChorus: structure.lastChorus, words: structure.sungWords
        ).ranked,
        inpaint: InpaintSuggestions(
          sections: structure.sections, bars: structure.bars, likeness: structure.likeness,
          quality: quality, words: structure.sungWords, beats: rhythm?.beats ?? []
        ).ranked),
      lyrics: structure.lyrics)
  }

  private func curves(
    _ peaks: PeakSeries, _ features: SpectralFeatures, _ structure: SongStructure
  ) -> SongCurves {
    SongCurves(
      loudness: loudnessCurve,
      waveform: WaveformOutline(peaks: peaks.peaks, powers: quality.levels.powers),
      spectrogram: LevelPicture(features.mel),
      similarity: structure.likeness.map { SimilarityPicture($0.bars) },
      barLines: structure.bars?.lines ?? [])
  }
}
