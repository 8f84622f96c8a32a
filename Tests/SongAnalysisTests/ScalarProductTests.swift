import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct ScalarProductTests {
  @Test(arguments: [0, 1, 7, 8, 9, 100])
  func twoAtATimeAreTheSameAsEach(count: Int) {
    let noise = Signals.noise(amplitude: 1, frameCount: 300, seed: 1)
    noise.withUnsafeBufferPointer { noise in
      guard let a = noise.baseAddress else { return }
      let (b, c) = (a + 100, a + 200)
      let both = scalarProducts(a, b, c, count: count)
      #expect(both.0 == scalarProduct(a, b, count: count))
      #expect(both.1 == scalarProduct(a, c, count: count))
    }
  }
}
