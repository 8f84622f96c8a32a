/// Cuts a song into sections: the one division of its bars that scores best as a whole.
///
/// Correlation block matching (Marmoret, Cohen & Bimbot, *TISMIR* 6, 2023): a section scores by how
/// alike its bars are, more when it is eight bars long or a multiple of four; to that, each cut
/// adds the cues at its bar line.
struct Segmentation {
  /// The longest section that is considered, in bars.
  private static let longest = 32
  /// Pairs of bars up to this far apart count for the near likeness.
  private static let near = 7
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
  /// For each bar line, how much better the song scores with a cut there than without, in the same
  /// units; negative where it is better without one.
  let lineMargins: [Float]

  init(_ similarities: BarSimilarities, cues: BoundaryCues) {
    let count = similarities.timbre.count
    let weights = Self.weights
    let nearTimbre = Self.likeness(similarities.timbre, near: Self.near)
    let nearHarmony = Self.likeness(similarities.harmony, near: Self.near)
    let allTimbre = Self.likeness(similarities.timbre, near: .max)
    let allTexture = Self.likeness(similarities.texture, near: .max)
    // The penalty is in the units of the best eight bars of the song.
    func best(_ table: [[Float]]) -> Float {
      max(0.05, table.map { $0.count > 8 ? $0[8] : 0 }.max() ?? 0)
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
      let penalty = weights.length * unit * Self.penalty(length) * (isEdge ? 0.5 : 1)
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
    lineMargins = Self.lineMargins(values, score).map { $0 / max(unit, 1e-6) }
    margins = zip(zip(cuts, cuts.dropFirst()), cuts.dropFirst(2)).map { pair, end in
      let (start, cut) = pair
      let parted = score(start, cut) + score(cut, end)
      guard end - start <= Self.longest else { return parted / max(unit, 1e-6) }
      return (parted - score(start, end)) / max(unit, 1e-6)
    }
  }

  /// What each bar line gains the song as a cut, from the best values of what comes before each
  /// line, as the search found them, and of what comes after.
  private static func lineMargins(
    _ before: [Float], _ score: (_ start: Int, _ end: Int) -> Float
  ) -> [Float] {
    let count = before.count - 1
    var after = [Float](repeating: -.infinity, count: count + 1)
    after[count] = 0
    var without = after
    without[count] = -.infinity
    for start in (0..<count).reversed() {
      for end in start + 1...min(count, start + longest) {
        let value = score(start, end) + after[end]
        after[start] = max(after[start], value)
        guard end - start > 1 else { continue }
        for line in start + 1..<end { without[line] = max(without[line], before[start] + value) }
      }
    }
    return (0...count).map { line in
      line == 0 || line == count ? 0 : before[line] + after[line] - without[line]
    }
  }

  /// What a length costs: nothing for 8 bars, little for multiples of 4, most for odd numbers.
  private static func penalty(_ length: Int) -> Float {
    if length == 8 { return 0 }
    return length % 4 == 0 ? 0.25 : length % 2 == 0 ? 0.5 : 1
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
