import Testing

@testable import SongAnalysis

@Suite struct CutConfidenceTests {
  private static let logOdds = stride(from: -14.0, through: 14, by: 0.5)

  @Test func noCutIsSurerThanThatBoundariesLieOnBarLines() {
    for odds in Self.logOdds {
      #expect((0...BarGrid.boundaryShare).contains(CutConfidence.heard(odds)))
      #expect((0...BarGrid.boundaryShare).contains(CutConfidence.written(odds)))
    }
    #expect(CutConfidence.heard(1e9) == BarGrid.boundaryShare)
    #expect(CutConfidence.written(-1e9) == 0)
  }

  @Test func aLikelierCutIsSurerAndTheLyricsAddToIt() {
    for odds in Self.logOdds {
      #expect(CutConfidence.heard(odds) < CutConfidence.heard(odds + 0.5))
      #expect(CutConfidence.written(odds) < CutConfidence.written(odds + 0.5))
      #expect(CutConfidence.heard(odds) < CutConfidence.written(odds))
    }
  }
}
