import Foundation
import SongLyrics
import Testing

@testable import SongAnalysis

@Suite struct PlaceScoreTests {
  /// Forty bars of two seconds of which nothing is known.
  private static let bars = 40
  private static let scores = PlaceScore(
    parts: LyricsPart.parts(of: Lyrics("[Verse]\nwords of a song\nand of another line\n")),
    evidence: AlignmentEvidence(
      lines: (0...bars).map { 2 * Double($0) }, margins: [Float](repeating: 0, count: bars + 1),
      voice: [Float](repeating: 0, count: bars), force: [Float](repeating: 0, count: bars),
      similarity: SelfSimilarity(
        BarFeatures.Rows(
          width: bars,
          values: (0..<bars).flatMap { bar in (0..<bars).map { $0 == bar ? 1 : 0 } }))),
    pace: 4, words: nil)

  private static func outro(seconds: Int) -> Float {
    let first = bars - seconds / 2
    return scores.gap(first..<bars, before: 1, after: [0..<first])
  }

  @Test(arguments: [20, 32, 60]) func anOutroCostsWhatItsLengthIsUnusual(seconds: Int) {
    // Outros last 15.8 s, a deviation is 0.63 of the logarithm.
    let distance = log(Float(seconds) / 15.8) / 0.63
    #expect(abs(Self.outro(seconds: seconds) + 0.5 * distance * distance) < 1e-4)
  }

  @Test func aSongThatRingsOutIsNoWorseThanOneWithoutAnOutro() {
    #expect(Self.outro(seconds: 0) < Self.outro(seconds: 16) - 1)
    for seconds in [2, 4, 6] { #expect(Self.outro(seconds: seconds) >= Self.outro(seconds: 0)) }
  }
}
