import Testing
import TestSupport

@testable import SongAnalysis

@Suite struct DecimatorTests {
  @Test(arguments: [2, 8, 9])
  func aLowToneComesThroughUnchangedAndInPlace(factor: Int) {
    let rate = 44_100.0
    let tone = Signals.sine(
      frequencyInHertz: 200, amplitude: 0.5, frameCount: 9000, sampleRate: rate)
    let low = Self.decimated(tone, by: factor, blocks: [9000])
    #expect(low.count == 1 + 9000 / factor)
    for index in 200..<low.count - 200 {
      #expect(abs(low[index] - tone[index * factor]) < 0.001)
    }
  }

  @Test(arguments: [2, 8])
  func aToneAboveTheNewRangeIsGone(factor: Int) {
    let frequency = 0.62 * 44_100 / Double(factor)
    let tone = Signals.sine(
      frequencyInHertz: frequency, amplitude: 1, frameCount: 20_000, sampleRate: 44_100)
    let low = Self.decimated(tone, by: factor, blocks: [20_000]).dropFirst(50).dropLast(50)
    #expect(low.allSatisfy { abs($0) < 0.005 })
  }

  @Test func theBlocksMakeNoDifference() {
    let noise = Signals.noise(amplitude: 1, frameCount: 5000, seed: 3)
    #expect(
      Self.decimated(noise, by: 8, blocks: [5000]) == Self.decimated(noise, by: 8, blocks: [1, 77]))
  }

  @Test func aFactorOfOnePassesEverythingOn() {
    #expect(Self.decimated([1, 2, 3], by: 1, blocks: [2]) == [1, 2, 3])
  }

  private static func decimated(_ samples: [Float], by factor: Int, blocks: [Int]) -> [Float] {
    var decimator = Decimator(factor: factor)
    var output: [Float] = []
    var (start, turn) = (0, 0)
    while start < samples.count {
      let end = min(samples.count, start + blocks[turn % blocks.count])
      decimator.process(Array(samples[start..<end]), into: &output)
      (start, turn) = (end, turn + 1)
    }
    decimator.finish(into: &output)
    return output
  }
}
