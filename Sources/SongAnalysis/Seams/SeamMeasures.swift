import AudioModel
import Foundation

/// All that is measured where two sides meet.
package struct SeamMeasures: Sendable, Hashable {
  /// How much louder the 3 s behind the seam are than the 3 s before it, in LU; `nil` in silence.
  package let loudnessStepInLU: Double?
  /// How the beat goes on; `nil` without a beat.
  package let beat: BeatMatch?
  /// How the tempo goes on; `nil` where a side is too short.
  package let tempo: TempoMatch?
  /// How the colour of the sound changes; `nil` where a side is too short.
  package let jump: SpectralJump?

  /// Measures a seam of a song.
  package init(before: SeamSide, after: SeamSide, song: SongSketch) {
    loudnessStepInLU = Self.loudnessStep(before, after)
    tempo = TempoMatch(before: before, after: after)
    let near = before.song.duration == song.duration ? before.range.end : after.range.start
    let period = Self.beat(of: song, near: near)
    let beatsPerBar = song.rhythm?.beatsPerBar ?? 4
    beat = period.flatMap {
      BeatMatch(before: before, after: after, beat: $0, beatsPerBar: beatsPerBar)
    }
    jump = SpectralJump(
      before: before, after: after, bar: Double(beatsPerBar) * (period ?? 0.5), song: song,
      barLines: song.rhythm?.downbeats ?? [])
  }

  private static func loudnessStep(_ before: SeamSide, _ after: SeamSide) -> Double? {
    // Value i of the series is that of the 3 s up to 3 + i/10 s.
    let last = Int(((before.range.end - 3) * 10 + 1e-6).rounded(.down))
    let first = Int((after.range.start * 10 - 1e-6).rounded(.up))
    let (own, others) = (before.song.shortTermLoudness, after.song.shortTermLoudness)
    guard last >= 0, Double(last) >= before.range.start * 10 - 1, own.indices.contains(last),
      Double(first) / 10 + 3 <= after.range.end + 0.1, others.indices.contains(first),
      let past = own[last], let next = others[first]
    else { return nil }
    return (next - after.gainInDB) - (past - before.gainInDB)
  }

  /// The time from beat to beat around a place of the song, in seconds.
  private static func beat(of song: SongSketch, near time: Double) -> Double? {
    guard let beats = song.rhythm?.beats, beats.count > 8 else { return nil }
    let index = beats.firstIndex { $0 >= time } ?? beats.count - 1
    let first = max(0, min(index - 16, beats.count - 17))
    let last = min(beats.count - 1, first + 16)
    return (beats[last] - beats[first]) / Double(last - first)
  }
}
