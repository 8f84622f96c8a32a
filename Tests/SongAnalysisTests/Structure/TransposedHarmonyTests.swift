import Testing

@testable import SongAnalysis

@Suite struct TransposedHarmonyTests {
  /// Some hundred products in single precision.
  private static let tolerance: Float = 1e-4

  @Test func aLikenessIsThatOfTheChromaMovedUp() throws {
    let features = try Self.features()
    let transposed = TransposedHarmony(features)
    for shift in -3...3 {
      for (i, j) in [(0, 0), (0, 9), (5, 12), (15, 2)] {
        let harmony = Self.likeness(features.harmony, i, j, shift: shift)
        let bass = Self.likeness(features.bass, i, j, shift: shift)
        let expected = 0.7 * harmony + 0.3 * bass
        #expect(abs(transposed.likeness(i, j, shift: shift) - expected) < Self.tolerance)
      }
    }
  }

  @Test func notTransposedItIsTheLikenessOfHarmony() throws {
    let features = try Self.features()
    let (transposed, harmony) = (TransposedHarmony(features), BarSimilarities(features).harmony)
    for i in features.level.indices {
      for j in features.level.indices {
        #expect(abs(transposed.likeness(i, j, shift: 0) - harmony[i, j]) < Self.tolerance)
      }
    }
  }

  /// The second half is the first, two semitones up.
  @Test func musicInAnotherKeyIsFoundInItsKey() throws {
    let transposed = TransposedHarmony(try Self.features())
    for bar in 1..<7 {
      let shifts = Array(-3...3)
      let best = shifts.max {
        transposed.likeness(bar + 8, bar, shift: $0) < transposed.likeness(bar + 8, bar, shift: $1)
      }
      #expect(best == 2)
    }
  }

  private static func features() throws -> BarFeatures {
    let song = ToySong(
      tempo: 120, [(ToySong.chorus, 8), (ToySong.chorus, 8)], lastRaisedBy: 2
    ).features()
    let rhythm = try #require(Rhythm(song))
    let bars = try #require(BarGrid(rhythm, song))
    try #require(bars.count == 16)
    return BarFeatures(song, bars: bars)
  }

  /// The cosine of a bar to another one moved up, both without the mean of all bars.
  private static func likeness(
    _ rows: BarFeatures.Rows, _ i: Int, _ j: Int, shift: Int
  ) -> Float {
    let means = rows.columnMeans
    let (here, there) = (Array(rows.row(i)), Array(rows.row(j)))
    let moved = there.indices.map { place in
      let pitchClass = (place % 12 - shift + 12) % 12
      return there[place / 12 * 12 + pitchClass]
    }
    return cosine(zip(here, means).map { $0 - $1 }, zip(moved, means).map { $0 - $1 })
  }
}
