import Foundation

/// Gives every part of the lyrics its bars: the places that fit the audio best as a whole, in the
/// written order.
///
/// A semi-Markov search over bar lines (dynamic programming with segments of any length): parts
/// follow each other with or without an instrumental gap. What a part is worth depends on the parts
/// before it as well, whose music it repeats or not, so every bar line keeps its few best histories
/// rather than one.
struct LyricsAlignment {
  /// The bars of each part, in order and apart.
  let places: [Range<Int>]
  /// How good it is, in nats but for a constant.
  let score: Float
  /// The same by the audio alone, without regard to the times of words.
  let audioScore: Float
  /// The chance that the last chorus ends where it does here: the share of all histories that end it
  /// at the same bar line, by their probabilities; `nil` without a chorus.
  let lastChorusChance: Double?

  /// Histories kept for each bar line and number of parts.
  private static let width = 6
  /// Histories so much worse than the best of as many parts are given up.
  private static let prospect: Float = 20
  /// What a nat of score counts in a chance, as the evidence of neighbouring bars is not independent.
  ///
  /// Ours, by the share of last choruses that end where they are said to: at 0.35 they are said 0.06
  /// too low, at 0.5 0.05 too high.
  private static let independence: Float = 0.4

  /// The best places; `nil` when there are more parts than bars or none.
  init?(_ parts: [LyricsPart], _ evidence: AlignmentEvidence, words: WordPlaces? = nil) {
    guard !parts.isEmpty, parts.count <= evidence.count else { return nil }
    let found = Self.paces(parts, evidence).flatMap { pace in
      Self.search(PlaceScore(parts: parts, evidence: evidence, pace: pace, words: words)).map {
        (history: $0, pace: pace)
      }
    }
    guard let best = found.max(by: { $0.history.score < $1.history.score }) else { return nil }
    lastChorusChance = parts.lastIndex { $0.label == .chorus }.map { last in
      let worths = found.map {
        (
          end: $0.history.places[last].upperBound,
          worth: Double(exp(Self.independence * ($0.history.score - best.history.score)))
        )
      }
      let end = best.history.places[last].upperBound
      return worths.lazy.filter { $0.end == end }.reduce(0) { $0 + $1.worth }
        / worths.reduce(0) { $0 + $1.worth }
    }
    let scores = PlaceScore(parts: parts, evidence: evidence, pace: best.pace, words: nil)
    places = best.history.places
    score = best.history.score + scores.mostVoice
    audioScore = words == nil ? score : scores.total(places) + scores.mostVoice
  }

  /// Seconds that a line of text may take: the song without its gaps, which are guessed at a tenth
  /// to half of it.
  private static func paces(_ parts: [LyricsPart], _ evidence: AlignmentEvidence) -> [Double] {
    let units = parts.reduce(0) { $0 + $1.units }
    guard units > 0 else { return [1] }
    let song = evidence.lines[evidence.count] / units
    return [0.88, 0.72, 0.56, 0.42].map { $0 * song }
  }

  private struct History {
    var score: Float
    var places: [Range<Int>]
  }

  /// Every whole history that was kept.
  private static func search(_ scores: PlaceScore) -> [History] {
    let count = scores.evidence.count
    // By bar line, the best histories that end there.
    var ended = [[History]](repeating: [], count: count + 1)
    ended[0] = [History(score: 0, places: [])]
    for part in scores.parts.indices {
      var begun = [[History]](repeating: [], count: count + 1)
      let least = Self.least(ended)
      for line in 0..<count {
        for history in ended[line] where history.score > least {
          for start in line..<min(count, line + PlaceScore.longestGap + 1) {
            let score =
              history.score + scores.gap(line..<start, before: part, after: history.places)
            keep(score, in: &begun[start]) { History(score: score, places: history.places) }
          }
        }
      }
      ended = [[History]](repeating: [], count: count + 1)
      let worst = Self.least(begun)
      for start in 0..<count {
        for history in begun[start] where history.score > worst {
          for end in start + 1...min(count, start + scores.longest) {
            let bars = start..<end
            let score =
              history.score + scores.place(bars, part: part, after: history.places)
            keep(score, in: &ended[end]) {
              History(score: score, places: history.places + [bars])
            }
          }
        }
      }
    }
    return (1...count).flatMap { line in
      ended[line].map { history in
        let end = scores.gap(line..<count, before: scores.parts.count, after: history.places)
        return History(score: history.score + end, places: history.places)
      }
    }
  }

  /// What a history must be better than to have a chance.
  private static func least(_ histories: [[History]]) -> Float {
    (histories.lazy.compactMap { $0.first?.score }.max() ?? 0) - prospect
  }

  private static func keep(
    _ score: Float, in histories: inout [History], _ history: () -> History
  ) {
    guard score > -.infinity else { return }
    if histories.count == width {
      guard let last = histories.last, last.score < score else { return }
      histories.removeLast()
    }
    let at = histories.firstIndex { $0.score < score } ?? histories.count
    histories.insert(history(), at: at)
  }
}
