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
  ///
  /// Sums reach into the hundreds, and a chance of 0.999 is told from one of 0.9999 by them.
  private let before, after: [Double]

  private var count: Int { sections.count }

  /// The divisions of as many bars as `sections` has rows; `cuts` has a number for each bar line, of
  /// which those at both ends are not used.
  init(_ sections: [[Float]], cuts: [Float]) {
    precondition(cuts.count == sections.count + 1, "\(cuts.count) lines of \(sections.count) bars")
    self.sections = sections
    self.cuts = cuts
    let count = sections.count
    var before = [Double](repeating: -.infinity, count: count + 1)
    before[0] = 0
    let longest = (sections.map(\.count).max() ?? 1) - 1
    for end in (0...count).dropFirst() {
      let starts = max(0, end - longest)..<end
      before[end] = Self.logSum(
        starts.filter { sections[$0].count > end - $0 }.map { start in
          before[start] + Double((start > 0 ? cuts[start] : 0) + sections[start][end - start])
        })
    }
    var after = [Double](repeating: -.infinity, count: count + 1)
    after[count] = 0
    for start in (0..<count).reversed() {
      after[start] = Self.logSum(
        (1..<sections[start].count).map { length in
          let end = start + length
          return Double(sections[start][length] + (end < count ? cuts[end] : 0)) + after[end]
        })
    }
    self.before = before
    self.after = after
  }

  /// The probability of a cut at each bar line; 1 at both ends.
  var chances: [Double] {
    (0...count).map { line in
      guard line > 0, line < count else { return 1 }
      return min(1, exp(before[line] + Double(cuts[line]) + after[line] - before[count]))
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

  /// The logarithm of the sum of numbers given by their logarithms.
  private static func logSum(_ logarithms: [Double]) -> Double {
    guard let highest = logarithms.max(), highest > -.infinity else { return -.infinity }
    return highest + log(logarithms.reduce(0) { $0 + exp($1 - highest) })
  }
}
