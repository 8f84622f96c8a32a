import Foundation

/// All divisions of a song's bars into sections, each with its probability.
///
/// A semi-Markov chain: the log probability of a division, but for a constant, is the sum of what its
/// sections and its cuts are worth. Sections are at most as long as the rows of `sections`.
struct Divisions {
  /// For each bar, what a section that starts there is worth by its length; `[bar][0]` is not used.
  private let sections: [[Float]]
  /// What a cut at each bar line is worth.
  private let cuts: [Float]
  /// For each bar line, the logarithm of the sum over all divisions of the bars before it, without
  /// the line's own worth, and of those after it.
  private let before, after: [Float]

  private var count: Int { sections.count }

  /// The divisions of as many bars as `sections` has rows; `cuts` has a number for each bar line, of
  /// which those at both ends are not used.
  init(_ sections: [[Float]], cuts: [Float]) {
    precondition(cuts.count == sections.count + 1, "\(cuts.count) lines of \(sections.count) bars")
    self.sections = sections
    self.cuts = cuts
    let count = sections.count
    var before = [Float](repeating: -.infinity, count: count + 1)
    before[0] = 0
    var after = before
    (after[0], after[count]) = (-.infinity, 0)
    for start in 0..<count {
      let own = before[start] + (start > 0 ? cuts[start] : 0)
      for length in 1..<sections[start].count {
        before[start + length] = Self.sum(before[start + length], own + sections[start][length])
      }
    }
    for start in (0..<count).reversed() {
      for length in 1..<sections[start].count {
        let end = start + length
        let rest = after[end] + (end < count ? cuts[end] : 0)
        after[start] = Self.sum(after[start], sections[start][length] + rest)
      }
    }
    self.before = before
    self.after = after
  }

  /// The probability of a cut at each bar line; 1 at both ends.
  var chances: [Float] {
    (0...count).map { line in
      guard line > 0, line < count else { return 1 }
      return min(1, exp(before[line] + cuts[line] + after[line] - before[count]))
    }
  }

  /// The bar lines at which the most probable division cuts, both ends included.
  func best() -> [Int] {
    let origins = bestBefore().origins
    var lines = [count]
    while let first = lines.last, first > 0 { lines.append(origins[first]) }
    return lines.reversed()
  }

  /// For each bar line, the log probability of the best division with a cut there, less that of the
  /// best without; 0 at both ends.
  func margins() -> [Float] {
    let before = bestBefore().values
    var after = [Float](repeating: -.infinity, count: count + 1)
    after[count] = 0
    var without = [Float](repeating: -.infinity, count: count + 1)
    for start in (0..<count).reversed() {
      let own = start > 0 ? cuts[start] : 0
      for length in 1..<sections[start].count {
        let end = start + length
        let value = own + sections[start][length] + after[end]
        after[start] = max(after[start], value)
        for line in start + 1..<max(start + 1, end) {
          without[line] = max(without[line], before[start] + value)
        }
      }
    }
    return (0...count).map { line in
      line == 0 || line == count ? 0 : before[line] + after[line] - without[line]
    }
  }

  /// For each bar line the best worth of the bars before it, without the line's own, and where the
  /// last section before it then starts.
  private func bestBefore() -> (values: [Float], origins: [Int]) {
    var values = [Float](repeating: -.infinity, count: count + 1)
    var origins = [Int](repeating: 0, count: count + 1)
    values[0] = 0
    for start in 0..<count {
      let own = values[start] + (start > 0 ? cuts[start] : 0)
      for length in 1..<sections[start].count
      where own + sections[start][length] > values[start + length] {
        values[start + length] = own + sections[start][length]
        origins[start + length] = start
      }
    }
    return (values, origins)
  }

  /// The logarithm of the sum of two numbers given by their logarithms.
  private static func sum(_ a: Float, _ b: Float) -> Float {
    let (high, low) = (max(a, b), min(a, b))
    return low == -.infinity ? high : high + log1pf(exp(low - high))
  }
}
