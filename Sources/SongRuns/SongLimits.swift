/// What a song may take at most, so that one that hangs or explodes is cut off.
package struct SongLimits: Hashable, Sendable {
  /// The longest work on one song.
  package var work: Duration
  /// The longest song, in seconds.
  package var length: Double
  /// The largest file, in bytes.
  package var size: Int

  /// Limits of our own choice: a song of an hour is worked on for a minute.
  package init(work: Duration = .seconds(300), length: Double = 3600, size: Int = 1 << 30) {
    self.work = work
    self.length = length
    self.size = size
  }

  /// Judges a song that is being listened to; asked once a block.
  ///
  /// - Throws: `SongRunError` of code `limitReached`.
  func check(worked: Duration, heard: Double, path: String) throws(SongRunError) {
    if worked > work {
      throw reached(path, "the work took longer than \(work); --max-seconds allows more")
    }
    if heard > length {
      throw reached(path, "the song is longer than \(length) s; --max-length allows more")
    }
  }

  /// Judges a file before it is read.
  ///
  /// - Throws: `SongRunError` of code `limitReached`.
  func check(size bytes: Int, path: String) throws(SongRunError) {
    if bytes > size { throw tooLarge(path) }
  }

  /// The failure of a file that is larger than it may be.
  func tooLarge(_ path: String) -> SongRunError {
    reached(path, "the file has more than \(size) bytes; --max-megabytes allows more")
  }

  private func reached(_ path: String, _ detail: String) -> SongRunError {
    SongRunError(code: .limitReached, subject: path, detail: detail)
  }
}
