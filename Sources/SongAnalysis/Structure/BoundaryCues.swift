import Foundation

/// What speaks for a section beginning at each bar line, apart from what the sections are like
/// inside.
///
/// Every cue is a number for each of `count + 1` bar lines, in standard deviations of the song. A line
/// is judged by its own cues and by those of the lines next to it (`BoundaryWeights`).
struct BoundaryCues {
  /// Songs of fewer inner bar lines have no cues: ours, as so few numbers have no usual deviation.
  private static let fewestLines = 4

  /// Each cue at each line, in the order of `BoundaryWeights.table`.
  let cues: [[Float]]
  /// The log odds of a boundary at each line, by the cues alone.
  let logOdds: [Float]

  init(
    _ features: SpectralFeatures, bars: BarGrid, barFeatures: BarFeatures,
    similarities: BarSimilarities, repeated: RepeatedBars, voice: VocalPresence
  ) {
    let level = barFeatures.audibleLevel
    let nearLevel = Self.rise(of: level, reach: 1)
    let wideLevel = Self.rise(of: level, reach: 4)
    let nearVoice = Self.rise(of: voice.bars, reach: 1)
    let cues = [
      Self.crash(features, bars: bars),
      Self.fill(features, bars: bars),
      Self.checkerboard(similarities.texture, reach: 2),
      Self.checkerboard(similarities.rhythm, reach: 4),
      Self.checkerboard(similarities.harmony, reach: 4),
      repeated.beginnings(of: 2),
      repeated.beginnings(of: 4),
      repeated.beginnings(of: 8),
      repeated.endings(of: 4),
      repeated.endings(of: 8),
      nearLevel.map(abs),
      wideLevel,
      wideLevel.map(abs),
      nearVoice,
      nearVoice.map(abs),
    ].map(Self.standardized)
    self.cues = cues
    logOdds = (0...bars.count).map { BoundaryWeights.logOdds(cues, line: $0) }
  }

  /// Distances from the mean of the inner lines, held within what the weights were found with; zeros
  /// where so few lines have no deviation to speak of.
  private static func standardized(_ cue: [Float]) -> [Float] {
    let inner = Array(cue.dropFirst().dropLast())
    guard inner.count >= fewestLines else { return cue.map { _ in 0 } }
    return cue.standardized(by: inner, within: -4...4)
  }

  /// How much higher a curve is in the mean of so many bars after each line than in those before; 0
  /// at both ends of the song.
  private static func rise(of curve: [Float], reach: Int) -> [Float] {
    (0...curve.count).map { line in
      let before = curve[max(0, line - reach)..<line]
      let after = curve[line..<min(curve.count, line + reach)]
      return before.isEmpty || after.isEmpty ? 0 : after.mean - before.mean
    }
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
