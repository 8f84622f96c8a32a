import SongLyrics

/// How the times of the sung words stand in an answer.
///
/// Published results have them on a grid of 0.64 s, markers among the words, a marker with a space
/// in parts.
package enum WordTimes: String, CaseIterable, Sendable {
  /// Not at all; where a dialect demands the field, its list is empty.
  case none
  /// In `lyrics_timestamped.words`.
  case lyricsTimestamped = "lyrics-timestamped"
  /// In `timestamp.words`.
  case timestamp
  /// In `lyrics_timestamped`, which is text that holds JSON.
  case text

  /// The grid of the times, in seconds, as computed from published results.
  static let grid = 0.64

  /// A time, in seconds, moved later to the grid.
  static func roundedUp(_ time: Double) -> Double {
    // What lies on the grid but for the error of floating point stays there.
    (time / grid - 1e-9).rounded(.up) * 64 / 100
  }

  /// The words as the answers hold them.
  static func list(of words: [TimedWord]) -> JSON {
    var list: [JSON] = []
    for word in words {
      for part in word.text.split(separator: " ") {
        list.append([
          "text": .string(String(part)), "start": .number(roundedUp(word.start)),
          "end": .number(roundedUp(word.end)), "line_index": .number(0),
          "index_range": .null, "wav2vec2_format": .null,
        ])
      }
    }
    return .array(list)
  }

  /// The member of a song's answer that holds the words; `nil` without one.
  func member(for words: [TimedWord]) -> (name: String, value: JSON)? {
    switch self {
    case .none: nil
    case .lyricsTimestamped: ("lyrics_timestamped", ["words": Self.list(of: words)])
    case .timestamp: ("timestamp", ["words": Self.list(of: words)])
    case .text: ("lyrics_timestamped", .string((["words": Self.list(of: words)] as JSON).text))
    }
  }
}
