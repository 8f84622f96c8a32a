package import AudioModel

/// The music on one side of a seam.
package struct SeamSide: Sendable {
  /// The song that it is heard in.
  package let song: SongSketch
  /// Where in it, in seconds.
  package let range: TimeRange
  /// What is to be taken from its levels to compare them with the source's, in dB.
  package let gainInDB: Double

  /// A side of a seam.
  package init(song: SongSketch, range: TimeRange, gainInDB: Double = 0) {
    self.song = song
    self.range = range
    self.gainInDB = gainInDB
  }

  /// The end of it, so many seconds at most.
  func last(_ seconds: Double) -> TimeRange {
    TimeRange(start: max(range.start, range.end - seconds), end: range.end)
  }

  /// The start of it, so many seconds at most.
  func first(_ seconds: Double) -> TimeRange {
    TimeRange(start: range.start, end: min(range.end, range.start + seconds))
  }
}
