package import SongAnalysis
package import SongLyrics

/// What is said of one input, and what belongs to it but not into its document.
package struct SongHearing: Hashable, Sendable {
  /// The analysis, or why there is none.
  package var answer: SongAnswer
  /// How loud the song is as it goes; `nil` where there is no analysis.
  package let loudness: LoudnessCurve?
  /// What a picture is drawn from; `nil` where none was asked for or there is no analysis.
  package let curves: SongCurves?
  /// What is sung in it, where that is known.
  package let lyrics: Lyrics?
  /// How long the work took; `nil` where there is no analysis.
  package let timings: TimingsReport?

  /// An answer with what belongs to it.
  package init(
    answer: SongAnswer, loudness: LoudnessCurve? = nil, curves: SongCurves? = nil,
    lyrics: Lyrics? = nil, timings: TimingsReport? = nil
  ) {
    self.answer = answer
    self.loudness = loudness
    self.curves = curves
    self.lyrics = lyrics
    self.timings = timings
  }
}
