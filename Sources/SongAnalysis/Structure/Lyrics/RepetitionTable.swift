/// How alike any two stretches of bars are, bar for bar, from sums along the diagonals of the
/// self-similarity.
struct RepetitionTable {
  /// For each lag, the sums over the bars before each.
  private let sums: [[Float]]

  /// The table of a song.
  ///
  /// - Complexity: quadratic in the number of bars.
  init(_ similarity: SelfSimilarity) {
    let count = similarity.count
    sums = (0..<count).map { lag in
      var sums: [Float] = [0]
      sums.reserveCapacity(count - lag + 1)
      var sum: Float = 0
      for bar in 0..<count - lag {
        sum += similarity[bar, bar + lag]
        sums.append(sum)
      }
      return sums
    }
  }

  /// The mean likeness of `length` bars from `a` on to as many from `b` on, −1 to 1; 0 of nothing.
  func likeness(_ a: Int, _ b: Int, length: Int) -> Float {
    guard length > 0 else { return 0 }
    let (first, lag) = a < b ? (a, b - a) : (b, a - b)
    return (sums[lag][first + length] - sums[lag][first]) / Float(length)
  }
}
