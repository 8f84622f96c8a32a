import Testing

@testable import SongAnalysis

@Suite struct SegmentationTests {
  /// Sixteen bars, all different, four times.
  private static let bars: [Int] = (0..<4).flatMap { _ in (0..<16).map { $0 } }

  @Test func bothSidesOfARepetitionCorrespond() {
    let repeated = RepeatedBars(Self.likeness(Self.bars))
    var heard = [Float](repeating: 0, count: 65)
    heard[23] = 1
    let carried = repeated.carried(heard)
    for line in [7, 39, 55] {
      #expect(carried[line] > 0.15)
      #expect(carried[line] > 4 * carried[line + 1] && carried[line] > 4 * carried[line - 1])
    }
  }

  @Test func whereARepetitionBeginsAndEndsIsHeard() {
    // New music, eight bars, other music, the eight bars again, new music.
    let song = Array(100..<108) + Array(0..<8) + Array(200..<208) + Array(0..<8) + Array(300..<308)
    let repeated = RepeatedBars(Self.likeness(song))
    for span in [2, 4, 8] {
      let beginnings = repeated.beginnings(of: span)
      let endings = repeated.endings(of: span)
      for line in [8, 24] { #expect(beginnings[line] == beginnings.max()) }
      for line in [16, 32] { #expect(endings[line] == endings.max()) }
    }
  }

  @Test func aCutThatIsClearOnceIsMadeAtEveryRepetition() {
    #expect(Self.cuts(whereRepeated: Self.bars).contains(20))
    // Nothing is carried where no bar comes twice.
    #expect(!Self.cuts(whereRepeated: Array(0..<64)).contains(20))
  }

  /// The cuts of a song in which every sixteenth line is clear, and the fourth after it too, but in
  /// the second of four parts.
  private static func cuts(whereRepeated bars: [Int]) -> [Int] {
    var logOdds = [Float](repeating: -4, count: 65)
    for line in stride(from: 16, to: 64, by: 16) { logOdds[line] = 4 }
    for line in [4, 36, 52] { logOdds[line] = 6 }
    logOdds[20] = BoundaryWeights.average
    return Segmentation(
      likeness: likeness([Int](repeating: 0, count: 64)), logOdds: logOdds,
      repeated: RepeatedBars(likeness(bars)), barLength: 2
    ).cuts
  }

  @Test func withoutCuesSectionsArePhrases() {
    let song = (0..<4).flatMap { part in [Int](repeating: part, count: 8) }
    let likeness = Self.likeness(song)
    let segmentation = Segmentation(
      likeness: likeness, logOdds: [Float](repeating: -2, count: 33),
      repeated: RepeatedBars(likeness), barLength: 2)
    #expect(segmentation.cuts == [0, 8, 16, 24, 32])
    #expect(segmentation.chances.allSatisfy { (0...1).contains($0) })
    #expect([8, 16, 24].allSatisfy { segmentation.lineMargins[$0] > 0 })
  }

  /// The likeness of bars of which those with equal numbers are alike and all others unlike.
  private static func likeness(_ bars: [Int]) -> SelfSimilarity {
    let kinds = Set(bars).sorted()
    var rows = BarFeatures.Rows(width: kinds.count)
    for bar in bars { rows.values += kinds.map { $0 == bar ? 1 : 0 } }
    return SelfSimilarity(rows)
  }
}
