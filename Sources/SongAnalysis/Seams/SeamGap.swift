package import AudioModel

/// A hole in the sound at a seam.
package struct SeamGap: Sendable, Hashable {
  /// How far the quietest 10 ms near the seam lie under what is around, in dB, in all bands at once.
  package let depthInDB: Double
  /// How deep the deepest such holes of the song itself are, in dB: 99 of 100 are less deep.
  package let usualInDB: Double

  /// How far from the seam a hole is looked for, in moments: 40 ms; ours, by judgement, as the
  /// next.
  private static let reach = 8
  /// How much around is compared, in moments: 150 ms.
  private static let around = 30

  /// Looks for a hole where two sides meet.
  ///
  /// - Parameters:
  ///   - moments: The levels of the song in which the seam is heard.
  ///   - time: The seam, in seconds of that song.
  ///   - usual: Where in that song the usual is measured.
  package init?(in moments: LevelMatrix, at time: Double, usual: TimeRange) {
    let depths = Self.depths(moments)
    let frame = Int(time * SongSketch.momentRate)
    let near = depths[
      max(
        0, min(frame - Self.reach, depths.count))..<max(
          0, min(frame + Self.reach + 1, depths.count))]
    guard let depth = near.max() else { return nil }
    let rate = SongSketch.momentRate
    let from = max(0, min(Int(usual.start * rate), depths.count))
    let to = max(from, min(Int(usual.end * rate), depths.count))
    // The deepest of each stretch as long, as the seam's is the deepest of its surroundings.
    let steps = stride(from: from, to: to, by: 2 * Self.reach).map { start in
      depths[start..<min(to, start + 2 * Self.reach)].max() ?? 0
    }
    depthInDB = Double(depth)
    usualInDB = Double(steps.percentile(0.99))
  }

  /// For each moment, how far it and the next lie under both what is before and what comes after.
  private static func depths(_ moments: LevelMatrix) -> [Float] {
    let bands = (0..<moments.bandCount).map { band -> [Float] in
      let levels = (0..<moments.frameCount).map { moments[$0, band] }
      return levels.indices.map { frame in
        guard frame >= around, frame + around + 1 < levels.count else { return 0 }
        let lowest = max(levels[frame], levels[frame + 1])
        let before = Array(levels[frame - around..<frame]).median
        let after = Array(levels[frame + 2..<frame + 2 + around]).median
        return min(before, after) - lowest
      }
    }
    guard let first = bands.first else { return [] }
    return first.indices.map { frame in bands.map { $0[frame] }.min() ?? 0 }
  }
}
