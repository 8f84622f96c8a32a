/// What a picture of a song is drawn from: curves and matrices.
///
/// Gathered in the same pass as the findings, and only where a picture is asked for. But for the
/// loudness, twenty numbers a second, and the bar lines, all of it is of bounded size, a byte a value
/// and less than 200 kB whatever the length of the song.
package struct SongCurves: Hashable, Sendable {
  /// How loud the song is as it goes.
  package let loudness: LoudnessCurve
  /// The outline of the samples.
  package let waveform: WaveformOutline
  /// Levels in mel bands over time.
  package let spectrogram: LevelPicture
  /// How alike any two stretches of bars are; `nil` where no bars were found.
  package let similarity: SimilarityPicture?
  /// The bar lines in seconds, from the start of the music to its end; empty without bars.
  package let barLines: [Double]

  /// Curves that are known.
  package init(
    loudness: LoudnessCurve, waveform: WaveformOutline, spectrogram: LevelPicture,
    similarity: SimilarityPicture?, barLines: [Double]
  ) {
    self.loudness = loudness
    self.waveform = waveform
    self.spectrogram = spectrogram
    self.similarity = similarity
    self.barLines = barLines
  }
}
