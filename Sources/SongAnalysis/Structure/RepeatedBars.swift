/// Which bars of a song are repeated where, and what is known at one place carried to the others.
///
/// Two bar lines correspond as far as the `span` bars before them are alike one by one, or the `span`
/// bars after them: sections that repeat end, and begin, in the same way.
struct RepeatedBars {
  /// How many bars are compared before and after two lines; half of the usual phrase.
  static let span = 4
  /// Bars are alike from here on: about the likeness at which sections are grouped.
  private static let threshold: Float = 0.4
  /// What is known elsewhere counts in full only where two lines or more correspond.
  private static let inertia: Float = 0.5

  /// For each bar line, how much more the bars after it are repeated elsewhere than those before it.
  let beginnings: [Float]
  /// For each bar line, how much more the bars before it are repeated elsewhere than those after it.
  let endings: [Float]

  /// Lines that correspond, the earlier first, and how well, 0 to 1.
  private let pairs: [(line: Int, other: Int, weight: Float)]

  /// Compares all bars by a likeness that is 1 for equal bars.
  ///
  /// - Complexity: Of the order of the likenesses that `similarity` keeps.
  init(_ similarity: SelfSimilarity) {
    let (count, span) = (similarity.count, Self.span)
    var beginnings = [Float](repeating: -.infinity, count: count + 1)
    var endings = beginnings
    var pairs: [(line: Int, other: Int, weight: Float)] = []
    for lag in stride(from: span, to: similarity.reach, by: 1) {
      // Likeness along the diagonal, none beyond the ends of the song.
      func likeness(_ bar: Int) -> Float {
        bar >= 0 && bar + lag < count ? similarity[bar, bar + lag] : 0
      }
      guard lag <= count else { break }
      for line in 0...count - lag {
        var (before, after): (Float, Float) = (0, 0)
        for step in 0..<span {
          before += likeness(line - 1 - step) / Float(span)
          after += likeness(line + step) / Float(span)
        }
        for place in [line, line + lag] {
          beginnings[place] = max(beginnings[place], after - before)
          endings[place] = max(endings[place], before - after)
        }
        let weight = (max(before, after) - Self.threshold) / (1 - Self.threshold)
        if weight > 0 { pairs.append((line, line + lag, weight)) }
      }
    }
    self.beginnings = beginnings.map { $0.isFinite ? $0 : 0 }
    self.endings = endings.map { $0.isFinite ? $0 : 0 }
    self.pairs = pairs
  }

  /// For each bar line the mean of `values` at the lines that correspond to it; near 0 for lines that
  /// hardly any does.
  func carried(_ values: [Float]) -> [Float] {
    var sums = [Float](repeating: 0, count: values.count)
    var weights = [Float](repeating: Self.inertia, count: values.count)
    for (line, other, weight) in pairs {
      sums[line] += weight * values[other]
      weights[line] += weight
      sums[other] += weight * values[line]
      weights[other] += weight
    }
    return zip(sums, weights).map { $0 / $1 }
  }
}
