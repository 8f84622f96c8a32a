import Testing

@testable import SongAnalysis

@Suite struct SmoothingKernelTests {
  @Test func aSingleSpikeTakesTheShapeOfTheKernel() {
    #expect(SmoothingKernel([1, 2, 1]).smooth([0, 0, 4, 0, 0]) == [0, 1, 2, 1, 0])
  }

  @Test func beyondTheEndsThereAreZerosUnlessTheNumbersAreACircle() {
    let kernel = SmoothingKernel([1, 2, 1])
    #expect(kernel.smooth([4, 0, 0, 0]) == [2, 1, 0, 0])
    #expect(kernel.smooth(circle: [4, 0, 0, 0]) == [2, 1, 0, 1])
    #expect(kernel.smooth([]) == [])
  }

  @Test func aGaussianFallsToTheRootOfEAtOneDeviation() {
    let weights = SmoothingKernel(deviation: 2, reach: 4).weights
    #expect(weights.count == 9)
    #expect(weights[4] == 1)
    #expect(abs(weights[6] - 0.60653) < 1e-5 && weights[2] == weights[6])
  }
}
