import Foundation
package import SongAnalysis

extension ExampleAnalysis {
  /// Curves of the song, as large as those of any, from a seed: its bars are 2.5 s long.
  package static let curves = SongCurves(
    loudness: LoudnessCurve(
      momentary: (0..<2096).map { $0 < 20 ? nil : -14 + 4 * sin(Double($0) / 30) },
      shortTerm: (0..<2070).map { -14 + 2 * sin(Double($0) / 60) }),
    waveform: WaveformOutline(
      peaks: noise(WaveformOutline.largestCount, seed: 1),
      strengths: noise(WaveformOutline.largestCount, seed: 2).map { $0 / 2 }),
    spectrogram: LevelPicture(
      bandCount: SpectralFeatures.melBandCount,
      levels: noise(LevelPicture.largestCount * SpectralFeatures.melBandCount, seed: 3)),
    similarity: SimilarityPicture(
      count: SimilarityPicture.largestCount, barsInRow: 1,
      values: noise(SimilarityPicture.largestCount * SimilarityPicture.largestCount, seed: 4)),
    barLines: (0...84).map { 2.5 * Double($0) })

  private static func noise(_ count: Int, seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next() >> 32) }
  }
}
