import Foundation

/// What speaks for a section beginning at each bar line, apart from what the sections are like
/// inside.
///
/// Every cue is a number for each of `count + 1` bar lines, in standard deviations of the song. The
/// weights are those of a logistic regression over the bar lines of invented songs; no song that
/// anybody wrote is among them (`benchmarks/structure/boundary_weights.py`).
struct BoundaryCues {
  /// What a deviation of each cue adds to the log odds of a boundary.
  private static let weights = (
    crash: Float(0.68), fill: Float(0.44), texture: Float(0.29), nearRhythm: Float(0.52),
    wideRhythm: Float(0.66), harmony: Float(0.07), beginning: Float(0.93), ending: Float(0.48)
  )
  /// The log odds of a boundary where no cue says anything.
  private static let bias: Float = -3.48

  /// Each cue at each line, in the order of the weights.
  let cues: [[Float]]
  /// The log odds of a boundary at each line, by the cues alone.
  let logOdds: [Float]

  init(
    _ features: SpectralFeatures, bars: BarGrid, similarities: BarSimilarities,
    repeated: RepeatedBars
  ) {
    let weights = Self.weights
    let weighted: [(Float, [Float])] = [
      (weights.crash, Self.crash(features, bars: bars)),
      (weights.fill, Self.fill(features, bars: bars)),
      (weights.texture, Self.checkerboard(similarities.texture, reach: 2)),
      (weights.nearRhythm, Self.checkerboard(similarities.rhythm, reach: 2)),
      (weights.wideRhythm, Self.checkerboard(similarities.rhythm, reach: 4)),
      (weights.harmony, Self.checkerboard(similarities.harmony, reach: 4)),
      (weights.beginning, repeated.beginnings),
      (weights.ending, repeated.endings),
    ]
    var logOdds = [Float](repeating: Self.bias, count: bars.count + 1)
    cues = weighted.map { Self.standardized($0.1) }
    for ((weight, _), cue) in zip(weighted, cues) {
      for (line, value) in cue.enumerated() { logOdds[line] += weight * value }
    }
    self.logOdds = logOdds
  }

  /// Distances from the mean of the inner lines, held within what the weights were found with.
  private static func standardized(_ cue: [Float]) -> [Float] {
    cue.standardized(by: Array(cue.dropFirst().dropLast()), within: -2.5...4)
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

  private static func neighbours(of bar: Int, reach: Int, count: Int) -> [Int] {
    (max(0, bar - reach)..<min(count, bar + reach + 1)).filter { $0 != bar }
  }
}
