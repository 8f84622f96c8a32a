import Foundation

/// Cuts a song into sections: the one division of its bars that scores best as a whole.
///
/// Correlation block matching (Marmoret, Cohen & Bimbot, *TISMIR* 6, 2023): a section scores by how
/// alike its bars are, more when it is as long as a phrase or a multiple of its half; to that, each
/// cut adds the cues at its bar line. A phrase is 4, 8 or 16 bars, whichever lasts about as long as
/// sections do, so that a tempo of half or double the beat finds the same sections.
struct Segmentation {
  /// The longest section that is considered, in bars.
  private static let longest = 32
  /// The usual duration of a section, in seconds.
  ///
  /// Annotated sections of popular music last 19 s in the geometric mean, half of them 8 bars
  /// (counted in the 912 songs of Nieto et al., *The Harmonix Set*, ISMIR 2019); those that are
  /// parted where the music changes inside a verse or chorus are shorter.
  private static let usual = 15.0
  /// Weights found on annotated songs.
  private static let weights = (
    nearTimbre: Float(0.98), nearHarmony: Float(0.06), allTimbre: Float(0.11),
    allTexture: Float(0.15), length: Float(2.2), cut: Float(0.3)
  )

  /// Bar lines where a section begins, then the last bar line: `[0, …, count]`.
  let cuts: [Int]
  /// For each inner cut, how much worse the song would score without it, in units of the length
  /// penalty.
  let margins: [Float]

  init(_ similarities: BarSimilarities, cues: BoundaryCues, barLength: Double) {
    let phrase = Self.phrase(barLength: barLength)
    let count = similarities.timbre.count
    let weights = Self.weights
    let nearTimbre = Self.likeness(similarities.timbre, near: phrase - 1)
    let nearHarmony = Self.likeness(similarities.harmony, near: phrase - 1)
    let allTimbre = Self.likeness(similarities.timbre, near: .max)
    let allTexture = Self.likeness(similarities.texture, near: .max)
    // The penalty is in the units of the best eight bars of the song.
    func best(_ table: [[Float]]) -> Float {
      max(0.05, table.map { $0.count > phrase ? $0[phrase] : 0 }.max() ?? 0)
    }
    let unit =
      weights.nearTimbre * best(nearTimbre) + weights.nearHarmony * best(nearHarmony)
      + 0.3 * (weights.allTimbre + weights.allTexture)

    func score(_ start: Int, _ end: Int) -> Float {
      let length = end - start
      let likeness =
        weights.nearTimbre * nearTimbre[start][length]
        + weights.nearHarmony * nearHarmony[start][length]
        + weights.allTimbre * allTimbre[start][length]
        + weights.allTexture * allTexture[start][length]
      // The first and the last section may be incomplete.
      let isEdge = start == 0 || end == count
      let penalty =
        weights.length * unit * Self.penalty(length, phrase: phrase) * (isEdge ? 0.5 : 1)
      return Float(length) * likeness - penalty
        + (start > 0 ? cues.strength[start] - weights.cut : 0)
    }

    var values = [Float](repeating: -.infinity, count: count + 1)
    var origins = [Int](repeating: 0, count: count + 1)
    values[0] = 0
    for end in 1...count {
      for start in max(0, end - Self.longest)..<end {
        let value = values[start] + score(start, end)
        if value > values[end] {
          values[end] = value
          origins[end] = start
        }
      }
    }
    var cuts = [count]
    while let first = cuts.first, first > 0 { cuts.insert(origins[first], at: 0) }
    self.cuts = cuts
    margins = zip(zip(cuts, cuts.dropFirst()), cuts.dropFirst(2)).map { pair, end in
      let (start, cut) = pair
      let parted = score(start, cut) + score(cut, end)
      guard end - start <= Self.longest else { return parted / max(unit, 1e-6) }
      return (parted - score(start, end)) / max(unit, 1e-6)
    }
  }

  /// The usual length of a section, in bars: the power of two whose duration is nearest to that of
  /// sections in popular music.
  private static func phrase(barLength: Double) -> Int {
    func distance(_ bars: Int) -> Double { abs(log(Double(bars) * barLength / usual)) }
    return [4, 8, 16].min { distance($0) < distance($1) } ?? 8
  }

  /// What a length costs, next to one phrase; the rarer it is, the more.
  ///
  /// In proportion to the logarithm of how much rarer such lengths are among the annotated sections
  /// of the songs that `usual` is from: 16 bars 3.3 times rarer than 8, 4 bars 4.7 times, 12 bars 8.6
  /// times, 6 or 10 bars about 20 times, odd numbers 12 to 50 times; 1 for 30 times.
  private static func penalty(_ length: Int, phrase: Int) -> Float {
    if length == phrase { return 0 }
    if length % phrase == 0 { return 0.34 }
    if 2 * length == phrase { return 0.43 }
    if length % (phrase / 2) == 0 { return 0.63 }
    return length % (phrase / 4) == 0 ? 0.9 : 1.1
  }

  /// For every start and length, the sum of likeness over pairs at most `near` apart, over the
  /// length squared.
  private static func likeness(_ similarity: SelfSimilarity, near: Int) -> [[Float]] {
    (0..<similarity.count).map { start in
      var table: [Float] = [0]
      var sum: Float = 0
      for length in 1...min(longest, similarity.count - start) {
        let bar = start + length - 1
        let first = near == .max ? start : max(start, bar - near)
        for other in first..<bar { sum += 2 * similarity[other, bar] }
        table.append(sum / Float(length * length))
      }
      return table
    }
  }
}
