import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct DecimatorTests {
  private static let rate = 44_100.0

  @Test(arguments: [(21_000.0, 2), (5_000, 8), (11_025, 4), (30_000, 1)])
  func theFactorIsTheLargestThatLeavesTheLowestRate(lowest: Double, factor: Int) {
    #expect(Decimator(from: Self.rate, lowest: lowest).factor == factor)
  }

  @Test(arguments: [20_000.0, 10_000, 5_000])
  func aLowToneComesThroughUnchangedAndInPlace(lowest: Double) {
    let tone = Signals.sine(
      frequencyInHertz: 200, amplitude: 0.5, frameCount: 9000, sampleRate: Self.rate)
    let factor = Decimator(from: Self.rate, lowest: lowest).factor
    let low = Self.lowered(tone, to: lowest, blocks: [9000])
    #expect(low.count == (9000 + factor - 1) / factor)
    for index in 200..<low.count - 200 {
      #expect(abs(low[index] - tone[index * factor]) < 0.001)
    }
  }

  @Test(arguments: [(20_000.0, 2.0), (5_000, 8)])
  func aToneAboveTheNewRangeIsGone(lowest: Double, factor: Double) {
    let tone = Signals.sine(
      frequencyInHertz: 0.62 * Self.rate / factor, amplitude: 1, frameCount: 20_000,
      sampleRate: Self.rate)
    let low = Self.lowered(tone, to: lowest, blocks: [20_000]).dropFirst(50).dropLast(50)
    #expect(low.allSatisfy { abs($0) < 0.005 })
  }

  @Test func theBlocksMakeNoDifference() {
    let noise = Signals.noise(amplitude: 1, frameCount: 5000, seed: 3)
    #expect(
      Self.lowered(noise, to: 5_000, blocks: [5000])
        == Self.lowered(noise, to: 5_000, blocks: [1, 77]))
  }

  @Test func aFactorOfOnePassesEverythingOn() {
    #expect(Self.lowered([1, 2, 3], to: Self.rate, blocks: [2]) == [1, 2, 3])
  }

  private static func lowered(_ samples: [Float], to lowest: Double, blocks: [Int]) -> [Float] {
    var decimator = Decimator(from: rate, lowest: lowest)
    var output: [Float] = []
    var (start, turn) = (0, 0)
    while start < samples.count {
      let end = min(samples.count, start + blocks[turn % blocks.count])
      output += decimator.lowered(Array(samples[start..<end]))
      (start, turn) = (end, turn + 1)
    }
    return output + decimator.finish()
  }
}
