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
  /// The song of the library whose lyrics were used, as nobody gave any.
  package let singer: LibrarySong?
  /// How long the work took; `nil` where there is no analysis.
  package let timings: TimingsReport?

  /// An answer with what belongs to it.
  package init(
    answer: SongAnswer, loudness: LoudnessCurve? = nil, curves: SongCurves? = nil,
    lyrics: Lyrics? = nil, singer: LibrarySong? = nil, timings: TimingsReport? = nil
  ) {
    self.answer = answer
    self.loudness = loudness
    self.curves = curves
    self.lyrics = lyrics
    self.singer = singer
    self.timings = timings
  }

  /// What a person should be told at once, one line each.
  package var notices: [String] {
    let lookUp = singer.map { song in
      "\(answer.path): the library knows it as \(song.title.map { "\($0) " } ?? "")[\(song.id)], and "
        + "what it sings; --no-library listens alone"
    }
    return (lookUp.map { [$0] } ?? []) + answer.notices
  }
}
