import Testing

@testable import SongAnalysis

@Suite struct MelFilterBankTests {
  private static let bank = MelFilterBank(
    bandCount: 64, lowest: 30, highest: 10_500, binCount: 1025, binWidth: 44_100 / 2048)

  @Test func aFlatSpectrumGivesEveryBandItsLevel() {
    for band in Self.bands([Float](repeating: 0.25, count: 1025)) {
      #expect(abs(band - 0.25) < 1e-6)
    }
  }

  @Test func aHigherToneLandsInAHigherBand() {
    let loudest = stride(from: 5, to: 480, by: 25).map { bin -> Int in
      var power = [Float](repeating: 0, count: 1025)
      power[bin] = 1
      let bands = Self.bands(power)
      return bands.indices.max { bands[$0] < bands[$1] } ?? 0
    }
    #expect(zip(loudest, loudest.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func bandsAboveTheSpectrumStaySilent() {
    let narrow = MelFilterBank(
      bandCount: 64, lowest: 30, highest: 10_500, binCount: 129, binWidth: 8000 / 256)
    var bands = [Float](repeating: 0, count: 64)
    [Float](repeating: 1, count: 129).withUnsafeBufferPointer { power in
      bands.withUnsafeMutableBufferPointer { narrow.accumulate(power, into: $0) }
    }
    #expect(bands[63] == 0 && bands[0] > 0)
  }

  private static func bands(_ power: [Float]) -> [Float] {
    var bands = [Float](repeating: 0, count: bank.bandCount)
    power.withUnsafeBufferPointer { power in
      bands.withUnsafeMutableBufferPointer { bank.accumulate(power, into: $0) }
    }
    return bands
  }
}
