import Foundation
import Testing

@testable import SongAnalysis

@Suite struct DivisionsTests {
  /// What sections of 1 and 2 bars are worth in a song of three bars.
  private static let sections: [[Float]] = [[0, 0.1, 0.9], [0, 0.3, 0.4], [0, 0.2]]
  private static let cuts: [Float] = [0, 0.5, -0.2, 0]

  @Test func theChancesAreThoseOfAllDivisionsCountedOneByOne() {
    // 1+1+1, 1+2, 2+1.
    let worths = [0.1 + 0.5 + 0.3 - 0.2 + 0.2, 0.1 + 0.5 + 0.4, 0.9 - 0.2 + 0.2].map(exp)
    let total = worths.reduce(0, +)
    let chances = Divisions(Self.sections, cuts: Self.cuts).chances
    #expect(chances[0] == 1 && chances[3] == 1)
    #expect(abs(chances[1] - (worths[0] + worths[1]) / total) < 1e-5)
    #expect(abs(chances[2] - (worths[0] + worths[2]) / total) < 1e-5)
  }

  @Test func aNearlyCertainCutIsToldFromACertainOne() {
    // Long songs add up to large numbers, in which a millionth must not be lost.
    let bars = 400
    let sections = (0..<bars).map { start in
      [Float](repeating: 3, count: min(3, bars - start + 1))
    }
    for odds in [Float(9), 12] {
      var cuts = [Float](repeating: 0, count: bars + 1)
      cuts[200] = odds
      let divisions = Divisions(sections, cuts: cuts)
      let chance = divisions.chances[200]
      // Cut at 200 or one of the sections of two bars across it.
      cuts[200] = 0
      let even = Divisions(sections, cuts: cuts).chances[200]
      let expected = Double(odds) + log(even / (1 - even))
      #expect(abs(log(chance / (1 - chance)) - expected) < 1e-4)
    }
  }

  @Test func theBestDivisionAndItsMarginsAreThoseOfAllDivisions() {
    let divisions = Divisions(Self.sections, cuts: Self.cuts)
    #expect(divisions.best() == [0, 1, 3])
    let margins = divisions.margins()
    #expect(abs(margins[1] - (1.0 - 0.9)) < 1e-5)
    #expect(abs(margins[2] - (0.9 - 1.0)) < 1e-5)
  }
}
