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

  @Test func anOutroCostsMoreTheLongerItIsThanUsual() {
    // Outros of popular songs last about 16 s.
    #expect(abs(Self.outro(seconds: 16)) < 0.01)
    let costs = [16, 24, 36, 54].map { -Self.outro(seconds: $0) }
    // By the logarithm: each half as long again costs more than the one before did.
    let steps = zip(costs.dropFirst(), costs).map { $0 - $1 }
    #expect(steps[0] > 0 && steps[1] > steps[0] && steps[2] > steps[1])
  }

  @Test func aSongThatRingsOutIsNoWorseThanOneWithoutAnOutro() {
    #expect(Self.outro(seconds: 0) < Self.outro(seconds: 16) - 1)
    for seconds in [2, 4, 6] { #expect(Self.outro(seconds: seconds) >= Self.outro(seconds: 0)) }
  }
}
