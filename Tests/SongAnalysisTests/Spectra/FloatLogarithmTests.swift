import Foundation
import Testing

@testable import SongAnalysis

@Suite struct FloatLogarithmTests {
  @Test func itAgreesWithTheDefinition() {
    for step in 0...4000 {
      let number = Float(pow(10, -30 + Double(step) / 67))
      let expected = log(Double(number))
      #expect(
        abs(Double(number.fastLogarithm) - expected) <= 2e-7 * max(1, abs(expected)), "\(number)")
    }
  }

  @Test(arguments: [Float(0.5).squareRoot(), 1, Float(2).squareRoot(), Float(1).nextUp])
  func itIsContinuousWhereItsPartsMeet(number: Float) {
    #expect(abs(Double(number.fastLogarithm) - log(Double(number))) <= 1e-7)
  }
}
