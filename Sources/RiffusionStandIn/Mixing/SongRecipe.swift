import AudioModel
import SongLyrics

/// How the audio of a song comes to be: played as a whole, or a passage set into another song.
///
/// The same recipe gives the same file, so that a file is rendered once for all songs that share
/// it.
indirect enum SongRecipe: Hashable, Sendable {
  /// A performance from its start to its end.
  case whole(Performance)
  /// A song in which a stretch is replaced by a performance.
  case spliced(into: SongRecipe, Insert)

  /// A performance, and where it goes.
  struct Insert: Hashable, Sendable {
    /// Where it starts in the song, in seconds; before that, the source is kept to the sample.
    let start: Double
    /// Where the source goes on, in seconds, kept to the sample from there; `nil` when the song
    /// ends with the performance.
    let end: Double?
    /// What is played.
    let performance: Performance
    /// Where in the performance it starts, in seconds.
    var offset = 0.0
  }

  /// The performance that is heard at a time of the song: what a continuation goes on from.
  func performance(at time: Double) -> (performance: Performance, offset: Double) {
    switch self {
    case .whole(let performance): return (performance, time)
    case .spliced(let source, let insert):
      guard insert.start <= time, time < insert.end ?? .infinity else {
        return source.performance(at: time)
      }
      return (insert.performance, insert.offset + time - insert.start)
    }
  }

  /// How long the song is, in seconds.
  ///
  /// A song that was made at once lasts a whole multiple of 0.64 s, as the model's songs do
  /// (computed from published results; the reference's section 6). Its last moments are silent.
  var duration: Double {
    switch self {
    case .whole(let performance): WordTimes.roundedUp(performance.plan.duration)
    case .spliced(let source, let insert):
      insert.end == nil
        ? insert.start + insert.performance.plan.duration - insert.offset : source.duration
    }
  }

  /// The words that are sung, with their times, markers among them.
  var words: [TimedWord] {
    switch self {
    case .whole(let performance): return performance.plan.words
    case .spliced(let source, let insert):
      let end = insert.end ?? .infinity
      let shift = insert.start - insert.offset
      let new = insert.performance.plan.words.map {
        TimedWord(text: $0.text, start: $0.start + shift, end: min($0.end + shift, end))
      }
      let old = source.words
      return old.filter { $0.start < insert.start }
        + new.filter { insert.start <= $0.start && $0.start < end }
        + old.filter { end <= $0.start }
    }
  }

  /// The same recipe with every performance changed.
  func played(_ change: (Performance) -> Performance) -> SongRecipe {
    switch self {
    case .whole(let performance): return .whole(change(performance))
    case .spliced(let source, let insert):
      let changed = Insert(
        start: insert.start, end: insert.end, performance: change(insert.performance),
        offset: insert.offset)
      return .spliced(into: source.played(change), changed)
    }
  }
}
