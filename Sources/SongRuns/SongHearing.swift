package import SongAnalysis
package import SongLyrics

/// What is said of one input, and what belongs to it but not into its document.
package struct SongHearing: Sendable {
  /// The analysis, or why there is none.
  package var answer: SongAnswer
  /// The path of the file that was heard; `nil` where there is no analysis.
  package var path: String?
  /// What holds that file, where it was fetched only to be heard.
  package var scratch: ScratchFolder?
  /// How loud the song is as it goes; `nil` where there is no analysis.
  package var loudness: LoudnessCurve?
  /// What a picture is drawn from; `nil` where none was asked for or there is no analysis.
  package var curves: SongCurves?
  /// What is sung in it, where that is known.
  package var lyrics: Lyrics?
  /// The song as the library or the provider knows it; `nil` where neither does.
  package var song: LibrarySong?
  /// Whether it sings what is known of the song, as nobody said otherwise.
  package var singsAsKnown = false
  /// Whether the file is another one than the library knew of the song that was named.
  package var isOtherFile = false
  /// How long the work took; `nil` where there is no analysis.
  package var timings: TimingsReport?

  /// An answer, to which more may belong.
  package init(answer: SongAnswer, curves: SongCurves? = nil) {
    self.answer = answer
    self.curves = curves
  }

  /// What a person should be told at once, one line each.
  package var notices: [String] {
    var remarks: [String] = []
    if isOtherFile {
      remarks.append("its file has changed: what the library knows of the song is not used")
    }
    if singsAsKnown, let song {
      let name = (song.title.map { "\($0) " } ?? "") + "[\(song.id)]"
      remarks.append(
        song.key == nil
          ? "\(song.provider) knows it as \(name), and what it sings"
          : "the library knows it as \(name), and what it sings; --no-library listens alone")
    }
    return remarks.map { "\(answer.path.shownInput): \($0)" } + answer.notices
  }
}
