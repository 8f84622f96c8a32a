import Foundation

/// What speaks for a section beginning at each bar line, apart from what the sections are like
/// inside.
///
/// Every cue is a number for each of `count + 1` bar lines, in standard deviations of the song.
/// Single cues part true from false lines with areas under the curve of .80 (timbre novelty), .72
/// (crash), .72 (lag novelty) and .70 (fill) on songs with annotated sections.
struct BoundaryCues {
  /// Weights found on annotated songs.
  private static let weights = (
    crash: Float(0.27), fill: Float(0.18), texture: Float(0.11), harmonyLag: Float(0.07),
    mixedLag: Float(0.05), voice: Float(1.6)
  )

  /// All cues together, weighted.
  let strength: [Float]

  init(
    _ features: SpectralFeatures, bars: BarGrid, similarities: BarSimilarities, voice: VocalPresence
  ) {
    let weighted: [(Float, [Float])] = [
      (Self.weights.crash, Self.crash(features, bars: bars)),
      (Self.weights.fill, Self.fill(features, bars: bars)),
      (Self.weights.texture, Self.checkerboard(similarities.texture, reach: 2)),
      (Self.weights.harmonyLag, Self.lagNovelty(similarities.harmony)),
      (Self.weights.mixedLag, Self.lagNovelty(similarities.mixed)),
    ]
    var strength = [Float](repeating: 0, count: bars.count + 1)
    for (weight, cue) in weighted {
      for (line, value) in Self.standardized(cue).enumerated() { strength[line] += weight * value }
    }
    for (line, value) in voice.onsets.enumerated() {
      strength[line] += Self.weights.voice * voice.reliability * max(0, value - 0.25)
    }
    self.strength = strength
  }

  /// Distances from the mean of the inner lines, held within what the weights were found with.
  private static func standardized(_ cue: [Float]) -> [Float] {
    let inner = Array(cue.dropFirst().dropLast())
    let (mean, deviation) = (inner.mean, inner.standardDeviation + 1e-9)
    return cue.map { min(4, max(-2.5, ($0 - mean) / deviation)) }
  }

  /// High frequencies in the first 0.6 s of a bar, against the median of the bars around.
  private static func crash(_ features: SpectralFeatures, bars: BarGrid) -> [Float] {
    let mel = features.compressedMel
    let heights = (0..<bars.count).map { bar in
      mel.mean(from: bars.lines[bar], to: bars.lines[bar] + 0.6).suffix(18).mean
    }
    return heights.indices.map { bar in
      let around = neighbours(of: bar, reach: 4, count: bars.count).map { heights[$0] }
      return heights[bar] - around.median
    } + [0]
  }

  /// How far the half bar before a line differs from the same half of the bars around.
  private static func fill(_ features: SpectralFeatures, bars: BarGrid) -> [Float] {
    let mel = features.compressedMel
    let halves = (0..<bars.count).map { bar -> [Float] in
      let (end, half) = (bars.lines[bar + 1], (bars.lines[bar + 1] - bars.lines[bar]) / 2)
      return (0..<4).flatMap { quarter in
        let start = end - half + half / 4 * Double(quarter)
        return mel.mean(from: start, to: start + half / 4)
      }
    }
    return [0]
      + halves.indices.map { bar in
        neighbours(of: bar, reach: 3, count: bars.count).map { other in
          zip(halves[bar], halves[other]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            .squareRoot()
        }.median
      }
  }

  /// Foote's checkerboard novelty (*ICME* 2000), tapered by a Gaussian, of so many bars to each
  /// side.
  private static func checkerboard(_ similarity: SelfSimilarity, reach: Int) -> [Float] {
    let taper = (-reach..<reach).map { offset -> Float in
      let x = (Float(offset) + 0.5) / (Float(reach) * 0.5)
      return (offset < 0 ? -1 : 1) * exp(-0.5 * x * x)
    }
    let total = taper.map(abs).reduce(0, +)
    return (0...similarity.count).map { line in
      var sum: Float = 0
      for (a, weightA) in taper.enumerated() {
        let i = line - reach + a
        guard i >= 0, i < similarity.count else { continue }
        for (b, weightB) in taper.enumerated() {
          let j = line - reach + b
          guard j >= 0, j < similarity.count else { continue }
          sum += weightA * weightB * similarity[i, j]
        }
      }
      return sum / (total * total)
    }
  }

  /// How much the pattern of repetitions changes at a line (Serrà et al., *AAAI* 2012): the
  /// distance of neighbouring columns of the time-lag matrix, smoothed over four bars.
  private static func lagNovelty(_ similarity: SelfSimilarity) -> [Float] {
    let (count, reach) = (similarity.count, 4)
    let kernel = (-reach...reach).map { exp(-0.5 * powf(Float($0) / 2, 2)) }
    let total = kernel.reduce(0, +)
    // Columns are lags from -(count - 1) to count - 1; only those inside the song are stored, as
    // bar + lag.
    func smoothedRow(_ bar: Int) -> [Float] {
      var row = [Float](repeating: 0, count: 2 * count)
      for (offset, weight) in zip(-reach...reach, kernel) {
        let other = min(count - 1, max(0, bar + offset))
        for j in max(0, other - similarity.reach + 1)..<min(count, other + similarity.reach) {
          row[j - other + count] += weight / total * similarity[other, j]
        }
      }
      return row
    }
    var novelty: [Float] = [0]
    var previous = smoothedRow(0)
    for bar in 1..<count {
      let row = smoothedRow(bar)
      novelty.append(
        zip(row, previous).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot())
      previous = row
    }
    return novelty + [0]
  }

  private static func neighbours(of bar: Int, reach: Int, count: Int) -> [Int] {
    (max(0, bar - reach)..<min(count, bar + reach + 1)).filter { $0 != bar }
  }
}
