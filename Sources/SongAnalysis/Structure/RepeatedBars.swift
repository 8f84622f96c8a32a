/// Which bars of a song are repeated where, and what is known at one place carried to the others.
///
/// Two bar lines correspond as far as the `span` bars before them are alike one by one, or the `span`
/// bars after them: sections that repeat end, and begin, in the same way.
struct RepeatedBars {
  /// How many bars are compared before and after two lines, to see where a repetition begins and
  /// ends: a quarter of the usual phrase, half of it and all of it.
  private static let spans = [2, 4, 8]
  /// How many bars are compared to see which lines correspond; half of the usual phrase.
  static let span = 4
  /// Bars are alike from here on.
  ///
  /// Ours: 0.3 and 0.5 find the boundaries of annotated songs as often within 0.01.
  private static let threshold: Float = 0.4
  /// What is known elsewhere counts in full only where two lines or more correspond.
  ///
  /// Ours: 0.35 and 0.7 find the boundaries of annotated songs as often within 0.002.
  private static let inertia: Float = 0.5

  /// For each of the spans, by bar line: how much more the bars after it are repeated elsewhere than
  /// those before it, and the other way round.
  private let turns: [(beginnings: [Float], endings: [Float])]
  /// Lines that correspond, the earlier first, and how well, 0 to 1.
  private let pairs: [(line: Int, other: Int, weight: Float)]

  /// Compares all bars by a likeness that is 1 for equal bars.
  ///
  /// - Complexity: Of the order of the likenesses that `similarity` keeps.
  init(_ similarity: SelfSimilarity) {
    let count = similarity.count
    let unknown = [Float](repeating: -.infinity, count: count + 1)
    var turns = Self.spans.map { _ in (beginnings: unknown, endings: unknown) }
    var pairs: [(line: Int, other: Int, weight: Float)] = []
    for lag in 2..<max(2, similarity.reach) {
      // Sums of the likeness along the diagonal; there is none beyond the ends of the song.
      var sums: [Float] = [0]
      sums.reserveCapacity(count - lag + 1)
      for bar in 0..<count - lag { sums.append(sums[bar] + similarity[bar, bar + lag]) }
      for (index, span) in Self.spans.enumerated() where lag >= span {
        for line in 0...count - lag {
          let before = (sums[line] - sums[max(0, line - span)]) / Float(span)
          let after = (sums[min(count - lag, line + span)] - sums[line]) / Float(span)
          for place in [line, line + lag] {
            turns[index].beginnings[place] = max(turns[index].beginnings[place], after - before)
            turns[index].endings[place] = max(turns[index].endings[place], before - after)
          }
          guard span == Self.span else { continue }
          let weight = (max(before, after) - Self.threshold) / (1 - Self.threshold)
          if weight > 0 { pairs.append((line, line + lag, weight)) }
        }
      }
    }
    self.turns = turns.map { ($0.beginnings.map(Self.known), $0.endings.map(Self.known)) }
    self.pairs = pairs
  }

  /// For each bar line, how much more the `span` bars after it are repeated elsewhere than those
  /// before it, −2 to 2; `span` is 2, 4 or 8.
  func beginnings(of span: Int) -> [Float] { turn(of: span).beginnings }

  /// For each bar line, how much more the `span` bars before it are repeated elsewhere than those
  /// after it, −2 to 2; `span` is 2, 4 or 8.
  func endings(of span: Int) -> [Float] { turn(of: span).endings }

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

  private func turn(of span: Int) -> (beginnings: [Float], endings: [Float]) {
    guard let index = Self.spans.firstIndex(of: span) else {
      preconditionFailure("\(span) bars are not compared")
    }
    return turns[index]
  }

  private static func known(_ value: Float) -> Float { value.isFinite ? value : 0 }
}
