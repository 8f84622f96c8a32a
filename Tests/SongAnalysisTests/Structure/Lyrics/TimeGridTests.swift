import Testing

@testable import SongAnalysis

@Suite struct TimeGridTests {
  /// Times in seconds as they are published: so many steps, in whole milliseconds that are cut off.
  private static func times(_ steps: [Int], of step: Double) -> [Double] {
    steps.map { (Double($0) * step * 1000).rounded(.down) / 1000 }
  }

  @Test(arguments: [0.64, 32768.0 / 44100, 1])
  func theGridOfPublishedTimesIsFound(step: Double) throws {
    let steps = [5, 6, 9, 10, 12, 15, 40, 41, 60, 77, 121, 203, 240, 300]
    let grid = try #require(TimeGrid(Self.times(steps, of: step)))
    #expect(abs(grid.step - step) < 1e-4)
  }

  @Test func twoTimesNeedNotBeNeighbours() throws {
    let grid = try #require(TimeGrid(Self.times([3, 5, 9, 12, 14, 20, 25, 31, 40], of: 0.64)))
    #expect(abs(grid.step - 0.64) < 1e-3)
  }

  @Test func oneTimeInTwentyMayBeOffTheGrid() {
    let times = Self.times(Array(10..<50), of: 0.743)
    #expect(TimeGrid(times + [14.1]) != nil)
    let others = Self.times(Array(3..<14), of: 2.17)
    #expect(TimeGrid(times + others) == nil)
  }

  @Test func timesOfEverySoundLieOnNone() {
    let sounds = [0.4, 0.91, 1.3, 1.77, 2.31, 2.68, 3.2, 3.55, 4.14, 4.6, 5.03, 5.57, 6.2]
    #expect(TimeGrid(sounds) == nil)
    #expect(TimeGrid(Self.times(Array(1..<400), of: 0.02)) == nil)
  }

  @Test func fewTimesLieOnNone() {
    #expect(TimeGrid([]) == nil)
    #expect(TimeGrid(Self.times(Array(1...7), of: 0.64)) == nil)
    #expect(TimeGrid([Double](repeating: 0.64, count: 40)) == nil)
  }
}
