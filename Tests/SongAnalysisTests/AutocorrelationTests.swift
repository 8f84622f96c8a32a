import Testing

@testable import SongAnalysis

@Suite struct AutocorrelationTests {
  @Test func aPeriodComesBackAndItsHalfDoesNot() {
    let values = (0..<64).map { Float($0 % 8 < 4 ? 1 : -1) }
    let sums = Autocorrelation.sums(values, lags: 9)
    #expect(sums == [64, 33, 2, -29, -60, -31, -2, 27, 56])
  }

  @Test func transformsGiveTheSameAsProducts() throws {
    let values = (0..<500).map { Float(($0 * $0) % 37) }
    let sums = Autocorrelation.sums(values, lags: 200)
    let normalized = Autocorrelation.normalized(values, lags: 200)
    let power = try #require(sums.first)
    #expect(normalized.count == 200)
    #expect(zip(sums, normalized).allSatisfy { abs($0 / power - $1) < 1e-5 })
  }

  @Test func noMoreLagsThanThereAreNumbers() {
    #expect(Autocorrelation.sums([1, 2, 3], lags: 10).count == 3)
    #expect(Autocorrelation.sums([], lags: 10).isEmpty)
    #expect(Autocorrelation.normalized([1, 2, 3], lags: 10).count == 3)
  }
}
