import AudioModel

/// The bars of a song, from the start of its music to the end of it.
///
/// That is the whole song, without the silence at either end that lasts longer than a bar. Bars are
/// counted on to there from the first and the last downbeat; the first and the last one may be
/// shorter or longer than the others, as a song need not begin or end on a bar line.
package struct BarGrid: Sendable {
  /// `count + 1` bar lines in seconds, the first where the music starts and the last where it ends.
  package let lines: [Double]
  /// How many bars there are.
  package var count: Int { lines.count - 1 }

  /// The length of most bars, in seconds.
  package let typicalLength: Double
  /// How long all bars are together, in seconds.
  var duration: Double { lines[count] - lines[0] }

  /// The share of boundaries of annotated songs that lie on a downbeat: no cut at a bar line is surer
  /// than that (912 songs of Nieto et al., *The Harmonix Set*, ISMIR 2019).
  static let boundaryShare = 0.81
  /// What is softer than the loud moments by more is silence, in dB.
  ///
  /// As far below them as silence lies below full level in `SoundLevels`; with 45 and 34 fewer last
  /// choruses of annotated songs are found by the audio alone (`benchmarks/structure/NOTES.md`).
  private static let silence: Float = 60

  /// The grid of a song that has a rhythm; `nil` where that leaves fewer than two bars.
  package init?(_ rhythm: Rhythm, _ features: SpectralFeatures) {
    var lines = rhythm.downbeats
    if lines.count < 4 {
      // Counted on from the first downbeat, both ways.
      let first = lines.first.flatMap { rhythm.beats.firstIndex(of: $0) } ?? 0
      let from = first % rhythm.beatsPerBar
      lines = stride(from: from, to: rhythm.beats.count, by: rhythm.beatsPerBar).map {
        rhythm.beats[$0]
      }
    }
    guard lines.count > 2 else { return nil }
    let length = Double(zip(lines.dropFirst(), lines).map { Float($0 - $1) }.median)
    guard length > 0 else { return nil }
    typicalLength = length
    let music = Self.music(features, silence: length)
    lines.removeAll { $0 < music.start - 0.25 * length }
    guard !lines.isEmpty else { return nil }
    while lines[0] - length > music.start - 0.25 * length {
      lines.insert(lines[0] - length, at: 0)
    }
    if lines[0] > music.start + 0.3 * length { lines.insert(music.start, at: 0) }
    lines[0] = music.start
    lines.removeAll { $0 > music.end - 0.3 * length }
    while let last = lines.last, last + length < music.end - 0.3 * length {
      lines.append(last + length)
    }
    lines.append(music.end)
    guard lines.count > 2 else { return nil }
    self.lines = lines
  }

  /// The song without the silence at its ends, where that is longer than so many seconds.
  private static func music(_ features: SpectralFeatures, silence: Double) -> TimeRange {
    let heard = features.heard(within: Self.silence)
    let (start, end) = (heard?.start ?? 0, heard?.end ?? features.duration)
    return TimeRange(
      start: start > silence ? start : 0,
      end: features.duration - end > silence ? end : features.duration)
  }

  /// The bars between the lines that are nearest to two times, in seconds; empty where both have the
  /// same.
  func range(from start: Double, to end: Double) -> Range<Int> {
    func nearest(_ time: Double) -> Int {
      lines.indices.min { abs(lines[$0] - time) < abs(lines[$1] - time) } ?? 0
    }
    let first = nearest(start)
    return first..<max(first, nearest(end))
  }
}
