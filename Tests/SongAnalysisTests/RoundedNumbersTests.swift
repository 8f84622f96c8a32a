import Testing

@testable import SongAnalysis

@Suite struct RoundedNumbersTests {
  @Test(arguments: [(1.2345, 2, "1.23"), (-1.235, 1, "-1.2"), (2.5, 0, "3.0")])
  func decimalsAreRounded(number: Double, decimals: Int, text: String) {
    #expect("\(number.rounded(toDecimals: decimals))" == text)
  }

  @Test(arguments: [-0.0, -0.004, 0.004])
  func zeroHasNoSign(number: Double) {
    #expect("\(number.rounded(toDecimals: 2))" == "0.0")
  }
}
