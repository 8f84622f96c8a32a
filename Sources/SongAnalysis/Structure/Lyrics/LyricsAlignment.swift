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
  /// The chance that the last chorus ends within 0.5 s of where it does here: the share of all
  /// histories that end it at the same bar line, by their probabilities, where it ends on one at all;
  /// `nil` without a chorus.
  let lastChorusChance: Double?
  /// Seconds that a line of text takes.
  private let pace: Double

  /// Histories kept for each bar line and number of parts.
  ///
  /// Ours: 3, 4, 9 and 20 find the last choruses of annotated songs as often; time grows with it.
  private static let width = 6
  /// Histories so much worse than the best of as many parts are given up.
  ///
  /// Ours: from 10 to 40 the parts of annotated songs are placed the same.
  private static let prospect: Float = 20
  /// What a nat of score counts in a chance, as the evidence of neighbouring bars is not independent.
  ///
  /// Ours, by the logarithm of the chances of what was right: 50 annotated songs with lyrics have the
  /// best at 0.6, 100 of our own rendering at 0.8 to 1.3.
  static let independence: Float = 0.6

  /// The best places; `nil` when there are more parts than bars or none.
  init?(_ parts: [LyricsPart], _ evidence: AlignmentEvidence, words: WordPlaces? = nil) {
    self.init(parts, evidence, words: words, paces: Self.paces(parts, evidence))
  }

  private init?(
    _ parts: [LyricsPart], _ evidence: AlignmentEvidence, words: WordPlaces?, paces: [Double]
  ) {
    guard !parts.isEmpty, parts.count <= evidence.count else { return nil }
    let found = paces.flatMap { pace in
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
      return BarGrid.boundaryShare
        * worths.lazy.filter { $0.end == end }.reduce(0) { $0 + $1.worth }
        / worths.reduce(0) { $0 + $1.worth }
    }
    let scores = PlaceScore(parts: parts, evidence: evidence, pace: best.pace, words: nil)
    pace = best.pace
    places = best.history.places
    score = best.history.score + scores.mostVoice
    audioScore = words == nil ? score : scores.total(places) + scores.mostVoice
  }

  /// How much better the parts fit than the same parts in other orders, in nats for each part;
  /// `nil` where no other order has a place.
  ///
  /// Lyrics of another song fit wherever they can, in any order; those of this one in theirs. Four
  /// orders are tried at the same pace: backwards, from a third and from two thirds on, and every
  /// other part first.
  func lead(_ parts: [LyricsPart], _ evidence: AlignmentEvidence) -> Float? {
    func turned(by first: Int) -> [LyricsPart] { Array(parts[first...] + parts[..<first]) }
    func every2nd(from first: Int) -> [LyricsPart] {
      stride(from: first, to: parts.count, by: 2).map { parts[$0] }
    }
    let orders = [
      parts.reversed(), turned(by: parts.count / 3), turned(by: 2 * parts.count / 3),
      every2nd(from: 0) + every2nd(from: 1),
    ]
    let rivals = orders.filter { $0 != parts }.compactMap {
      LyricsAlignment($0, evidence, words: nil, paces: [pace])?.score
    }
    return rivals.isEmpty ? nil : (score - rivals.mean) / Float(parts.count)
  }

  /// Seconds that a line of text may take: the song without its gaps, which are guessed at a tenth
  /// to half of it.
  static func paces(_ parts: [LyricsPart], _ evidence: AlignmentEvidence) -> [Double] {
    let units = parts.reduce(0) { $0 + $1.units }
    guard units > 0 else { return [1] }
    let song = evidence.seconds(0..<evidence.count) / units
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
