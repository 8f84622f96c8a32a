import AudioModel
import Foundation

/// Sets a passage into a song, block by block.
///
/// Outside the stretch every sample is the source's own. Inside, source and passage cross over some
/// milliseconds at equal power, at the stretch's start and, if the source goes on, at its end.
struct Splice {
  /// How long a cross-over lasts, in seconds: ours; long enough that there is no click, and short
  /// enough that no note is heard twice.
  static let crossover = 0.005

  /// The format of all blocks.
  let format: AudioFormat

  private let start: Int
  private let end: Int?
  private let fade: Int
  private var passage: Passage
  private var frame = 0

  /// A splice at the start of the source.
  init(_ insert: SongRecipe.Insert, sampleRate: Double) {
    passage = Passage(insert.performance, from: insert.offset, sampleRate: sampleRate)
    format = passage.format
    start = Int((insert.start * sampleRate).rounded())
    end = insert.end.map { Int(($0 * sampleRate).rounded()) }
    fade = Int(Self.crossover * sampleRate)
  }

  /// Whether nothing of the source is wanted any more: the song ends with the passage, which is
  /// left to `rest`.
  var isPastSource: Bool { end == nil && frame >= start + fade }

  /// The source's next block with the passage set in; shorter, or empty, where the song ends with
  /// the passage and goes on in `rest`.
  ///
  /// - Precondition: the block has the splice's format.
  mutating func process(_ block: AudioBlock) -> AudioBlock {
    precondition(block.format == format, "a block of \(block.format) in a song of \(format)")
    let first = frame
    let last = first + block.frameCount
    // What comes after the cross-over into an ending passage is left to `rest`.
    let kept = end == nil ? min(last, start + fade) : last
    guard first < kept else { return AudioBlock(format: format) }
    var channels = block.channels.map { Array($0[..<(kept - first)]) }
    let inside = max(start, first)..<max(max(start, first), min(end ?? kept, kept))
    let new = passage.read(inside.count)
    for (offset, position) in inside.enumerated() {
      let distance = min(position - start, (end ?? .max) - 1 - position)
      let angle = .pi / 2 * (Float(distance) + 0.5) / Float(fade)
      let (gain, oldGain): (Float, Float) =
        distance < fade ? (sin(angle), cos(angle)) : (1, 0)
      for channel in channels.indices {
        let sample = offset < new[channel].count ? new[channel][offset] : 0
        let index = position - first
        channels[channel][index] = oldGain * channels[channel][index] + gain * sample
      }
    }
    frame = kept
    return AudioBlock(format: format, channels: channels)
  }

  /// The next block after the source's last one; `nil` at the end.
  mutating func rest() -> AudioBlock? {
    guard end == nil else { return nil }
    let channels = passage.read(8192)
    return channels[0].isEmpty ? nil : AudioBlock(format: format, channels: channels)
  }
}
