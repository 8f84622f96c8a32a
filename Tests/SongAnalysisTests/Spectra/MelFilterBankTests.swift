import Testing

@testable import SongAnalysis

@Suite struct MelFilterBankTests {
  private static let bank = MelFilterBank(
    bandCount: 64, lowest: 30, highest: 10_500, binCount: 1025, binWidth: 44_100 / 2048)

  @Test func aFlatSpectrumGivesEveryBandItsLevel() {
    for band in Self.bank.means(of: [Float](repeating: 0.25, count: 1025), times: 2) {
      #expect(abs(band - 0.5) < 2e-6)
    }
  }

  @Test func aHigherToneLandsInAHigherBand() {
    let loudest = stride(from: 5, to: 480, by: 25).map { bin -> Int in
      var power = [Float](repeating: 0, count: 1025)
      power[bin] = 1
      let bands = Self.bank.means(of: power, times: 1)
      return bands.indices.max { bands[$0] < bands[$1] } ?? 0
    }
    #expect(zip(loudest, loudest.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func bandsAboveTheSpectrumStaySilent() {
    let narrow = MelFilterBank(
      bandCount: 64, lowest: 30, highest: 10_500, binCount: 129, binWidth: 8000 / 256)
    let bands = narrow.means(of: [Float](repeating: 1, count: 129), times: 1)
    #expect(bands[63] == 0 && bands[0] > 0)
  }
}

extension MelFilterBank {
  fileprivate func means(of power: [Float], times factor: Float) -> [Float] {
    var bands: [Float] = []
    findMeans(of: power, times: factor, into: &bands)
    return bands
  }
}
