import AudioModel
import Testing
import TestSupport

@testable import SongAnalysis

/// The cases of EBU Tech 3342 v4, Table 1, that are made from a recipe.
@Suite struct EBUTech3342Tests {
  /// Levels in dBFS, 20 s of each, and the loudness range in LU.
  static let cases: [(levels: [Double], range: Double)] = [
    ([-20, -30], 10),
    ([-20, -15], 5),
    ([-40, -20], 20),
    ([-50, -35, -20, -35, -50], 15),
  ]

  @Test(arguments: Array(cases.indices), conformanceRates)
  func rangeIsThatOfTheTable(index: Int, sampleRate: Double) throws {
    let (levels, range) = Self.cases[index]
    let programme = ToneProgramme.stereo(sampleRate, levels.map { ($0, 20) })
    var meter = LoudnessMeter(format: programme.format)
    programme.play { meter.process($0) }
    #expect(abs(try #require(meter.rangeInLU) - range) <= Tolerance.range)
  }

  @Test(arguments: Array(cases.indices))
  func rangeOfTheRepeatedProgrammeIsTheSame(index: Int) throws {
    let (levels, range) = Self.cases[index]
    let programme = ToneProgramme.stereo(48_000, (levels + levels).map { ($0, 20) })
    var meter = LoudnessMeter(format: programme.format)
    programme.play { meter.process($0) }
    #expect(abs(try #require(meter.rangeInLU) - range) <= Tolerance.range)
  }
}
