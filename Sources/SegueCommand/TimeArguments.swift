import ArgumentParser
import SongRuns

extension SongTime {
  /// A time after the start of a song, as an option takes it.
  ///
  /// - Throws: A usage error that shows how to write one.
  static func cut(_ text: String) throws -> SongTime {
    guard let time = SongTime(text), time.seconds > 0 else {
      throw ValidationError("\(text) is no time after 0; write 118.93 or 1:58.93.")
    }
    return time
  }
}

extension SongRange {
  /// A stretch of a song, as an option takes it.
  ///
  /// - Throws: A usage error that shows how to write one.
  static func stretch(_ text: String) throws -> SongRange {
    guard let range = SongRange(text) else {
      throw ValidationError("\(text) is no range; write 38.17-79.5 or 0:38.17-1:19.5.")
    }
    return range
  }
}
