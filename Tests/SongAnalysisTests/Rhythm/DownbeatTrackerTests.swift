import Testing

@testable import SongAnalysis

@Suite struct DownbeatTrackerTests {
  /// Twenty bars of 4/4, then six more that begin so many beats late.
  private static func cues(harmonyLate: Int, drumsLate: Int) -> BeatCues {
    func onFirst(late: Int, at place: Int = 0) -> [Float] {
      (0..<104).map { beat in
        let count = beat < 80 ? beat : beat - late + 4
        return count % 4 == place ? 1 : 0
      }
    }
    let harmony = onFirst(late: harmonyLate)
    return BeatCues(
      harmony: harmony, bass: harmony, timbre: (harmony, harmony),
      drums: (onFirst(late: drumsLate), onFirst(late: drumsLate, at: 1)))
  }

  @Test(arguments: [1, 2, 3])
  func theCountJumpsWhereAllCuesDo(late: Int) {
    let positions = DownbeatTracker(.fourFour).count(Self.cues(harmonyLate: late, drumsLate: late))
      .positions
    #expect(positions.prefix(78).enumerated().allSatisfy { $1 == $0 % 4 })
    #expect(positions.enumerated().dropFirst(88).allSatisfy { $1 == ($0 - late) % 4 })
    let downbeats = positions.indices.filter { positions[$0] == 0 }
    let lengths = Set(zip(downbeats.dropFirst(), downbeats).map { $0 - $1 })
    #expect(lengths.isSubset(of: [2, 3, 4, 5, 6]) && lengths.count == 2)
  }

  /// A verse or a chorus that changes chords before the beat is no other count.
  @Test(arguments: [1, 3])
  func harmonyAloneDoesNotMakeItJump(late: Int) {
    let positions = DownbeatTracker(.fourFour).count(Self.cues(harmonyLate: late, drumsLate: 0))
      .positions
    #expect(zip(positions.dropFirst(), positions).allSatisfy { $0 == ($1 + 1) % 4 })
  }
}
