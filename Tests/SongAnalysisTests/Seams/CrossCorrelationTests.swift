import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct CrossCorrelationTests {
  @Test(arguments: [(5, 7), (64, 100), (300, 211)])
  func itIsTheSumOfProducts(counts: (Int, Int)) {
    let a = Signals.noise(amplitude: 1, frameCount: counts.0, seed: 1)
    let b = Signals.noise(amplitude: 1, frameCount: counts.1, seed: 2)
    let correlator = CrossCorrelation(count: counts.0 + counts.1)
    let products = correlator.correlation(a, b)
    for lag in (1 - counts.0)..<counts.1 {
      let expected = a.indices.reduce(Float(0)) { sum, index in
        b.indices.contains(index + lag) ? sum + a[index] * b[index + lag] : sum
      }
      let place = lag < 0 ? products.count + lag : lag
      #expect(abs(products[place] - expected) < 1e-3)
    }
  }
}
