import AudioModel
import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct SeamGapTests {
  /// Two bands at −20 dB for ten seconds, with holes at times in seconds: how deep in each band.
  private func moments(_ holes: [(time: Double, depths: [Int])]) -> LevelMatrix {
    var matrix = LevelMatrix(bandCount: 2)
    for moment in 0..<2000 {
      let hole = holes.first { (Int($0.time * 200)..<Int($0.time * 200) + 4).contains(moment) }
      matrix.append(powers: (hole?.depths ?? [0, 0]).map { decibelPower(-20 - Float($0)) })
    }
    return matrix
  }

  private func decibelPower(_ level: Float) -> Float {
    let amplitude = Float(Signals.amplitude(ofDecibels: Double(level)))
    return amplitude * amplitude
  }

  private let whole = TimeRange(start: 0, end: 10)

  @Test(arguments: [-0.03, 0, 0.03])
  func aHoleNearTheSeamIsAsDeepAsItIs(late: Double) throws {
    let gap = try #require(
      SeamGap(in: moments([(5 + late, [30, 36])]), at: 5, usual: TimeRange(start: 0, end: 4)))
    #expect(gap.depthInDB == 30)
    #expect(gap.usualInDB == 0)
  }

  /// As between two words, while the cymbals ring on.
  @Test func aHoleInOneBandIsNone() throws {
    let gap = try #require(SeamGap(in: moments([(5, [30, 0])]), at: 5, usual: whole))
    #expect(gap.depthInDB == 0)
  }

  @Test func aHoleElsewhereIsNotTheSeams() throws {
    let gap = try #require(SeamGap(in: moments([(5.2, [30, 30])]), at: 5, usual: whole))
    #expect(gap.depthInDB == 0)
  }

  /// One in ten stretches of a song of short notes is a hole, so that one more is nothing unusual.
  @Test func whatTheSongDoesItselfIsUsual() throws {
    let holes = stride(from: 0.5, to: 9.5, by: 0.5).map { (time: $0, depths: [20, 20]) }
    let gap = try #require(SeamGap(in: moments(holes), at: 5, usual: whole))
    #expect(gap.depthInDB == 20)
    #expect(gap.usualInDB == 20)
  }

  @Test(arguments: [-100.0, 100])
  func beyondTheSongThereIsNothingToHear(time: Double) {
    #expect(SeamGap(in: moments([]), at: time, usual: whole) == nil)
    #expect(SeamGap(in: LevelMatrix(bandCount: 2), at: time, usual: whole) == nil)
  }
}
