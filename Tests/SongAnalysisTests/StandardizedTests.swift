import Testing

@testable import SongAnalysis

@Suite struct StandardizedTests {
  @Test func distancesHaveNoMeanAndADeviationOfOne() {
    let distances = [Float(1), 2, 4, 9].standardized()
    #expect(abs(distances.mean) < 1e-6 && abs(distances.standardDeviation - 1) < 1e-6)
  }

  @Test func valuesThatAreAllTheSameDoNotDiffer() {
    #expect([Float(3), 3, 3].standardized() == [0, 0, 0])
    #expect([Float]().standardized() == [])
  }

  @Test func whatIsHardlyADifferenceIsNone() {
    let distances = [Float(0.999), 1.001].standardized(leastDeviation: 1)
    #expect(distances.allSatisfy { abs($0) < 0.002 })
  }

  @Test func distancesAreHeldAndMayBeThoseFromOthers() {
    #expect([Float(-90), 6, 90].standardized(by: [4, 8], within: -2...3) == [-2, 0, 3])
  }
}
