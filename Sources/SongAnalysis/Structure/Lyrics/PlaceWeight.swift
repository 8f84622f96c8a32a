/// What each thing that speaks for a place of a part of the lyrics counts, in nats.
///
/// Ours. What has a probability has its logarithm (lengths, boundaries); the others were set so that
/// none decides alone, and looked at on annotated songs with their lyrics and on songs rendered from
/// tablatures (`benchmarks/structure/NOTES-lyrics.md`).
enum PlaceWeight {
  /// Of the margin of a bar line, in nats that are too sure of themselves.
  static let boundary: Float = 0.4
  /// Of the margin of a bar line where the times of words say most of it.
  static let boundaryBesideWords: Float = 0.3
  /// Of a bar with a voice where there are words, and without one where there are none.
  static let voice: Float = 0.8
  /// Of such a bar in a bridge: what is written there is often left to an instrument or a choir.
  static let voiceInBridge: Float = 0.3
  /// Of a bar a deviation louder and busier in a chorus, or softer in a verse.
  static let force: Float = 0.1
  /// Of a bar more alike than `likeness` to its counterpart of the same words.
  static let same: Float = 0.5
  /// Of such a bar in verses or pre-choruses of other words.
  static let alike: Float = 0.3
  /// Of such a bar in parts of other names, as a cost.
  static let unlike: Float = 0.3
  /// Of such a bar in a stretch without a part that is like a part before it, as a cost.
  static let gapLike: Float = 0.25
  /// The likeness above which bars are the same music rather than not.
  static let likeness: Float = 0.35
  /// What a stretch without a part costs between two parts.
  static let gap: Float = 2.5
  /// What a length costs that is no multiple of a quarter of the usual one.
  static let oddLength: Float = 1
  /// What it costs that the same words take twice the bars.
  static let twice: Float = 0.8
  /// What it costs at most that the same words take more bars or fewer.
  static let otherLength: Float = 4
  /// The share of either that it costs in the last third of the song.
  static let lengthenedLast: Float = 0.4
}
