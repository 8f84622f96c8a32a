import Foundation

/// Finds which sections are the same music.
///
/// Two sections are as alike as the best diagonal of the shorter inside the longer, a bar of slack
/// at each end; groups are joined by average linkage, weighted by length, until no two are alike
/// enough.
struct SectionGroups {
  /// Groups less alike than this stay apart; found on annotated songs.
  private static let threshold: Float = 0.40
  /// Sections shorter than this many bars are compared in their own keys only.
  private static let shortestTransposed = 4
  /// What a transposition costs, so that it is believed only where it helps clearly.
  ///
  /// Levels in bands move with the key, so only harmony is compared; sections of different music
  /// are up to 0.4 alike in the best of six keys.
  private static let transpositionCost: Float = 0.1

  /// For each section the number of its group, in order of first appearance from 0.
  let groups: [Int]

  init(cuts: [Int], similarities: BarSimilarities, transposed: TransposedHarmony?) {
    let sections = Array(zip(cuts, cuts.dropFirst()).map { $0..<$1 })
    var lengths = sections.map { Float($0.count) }
    var members = sections.indices.map { [$0] }
    var likeness = sections.map { a in
      sections.map { b in Self.likeness(a, b, similarities.music, transposed) }
    }
    while members.count > 1 {
      var best: (a: Int, b: Int, value: Float) = (0, 0, -.infinity)
      for a in members.indices {
        for b in members.indices where b > a && likeness[a][b] > best.value {
          best = (a, b, likeness[a][b])
        }
      }
      guard best.value >= Self.threshold else { break }
      let (a, b) = (best.a, best.b)
      for other in members.indices where other != a && other != b {
        let joined =
          (lengths[a] * likeness[a][other] + lengths[b] * likeness[b][other])
          / (lengths[a] + lengths[b])
        likeness[a][other] = joined
        likeness[other][a] = joined
      }
      members[a] += members[b]
      lengths[a] += lengths[b]
      members.remove(at: b)
      lengths.remove(at: b)
      likeness.remove(at: b)
      for row in likeness.indices { likeness[row].remove(at: b) }
    }
    var groups = [Int](repeating: 0, count: sections.count)
    let ordered = members.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    for (group, sections) in ordered.enumerated() {
      for section in sections { groups[section] = group }
    }
    self.groups = groups
  }

  /// The letter of a group, from A to Z, then from AA on.
  static func letter(_ group: Int) -> String {
    let last = String(UnicodeScalar(UInt8(65 + group % 26)))
    return group < 26 ? last : letter(group / 26 - 1) + last
  }

  /// The likeness of two sections in the key that suits them best.
  private static func likeness(
    _ a: Range<Int>, _ b: Range<Int>, _ similarity: SelfSimilarity,
    _ transposed: TransposedHarmony?
  ) -> Float {
    if a == b { return 1 }
    let asIs = diagonal(a, b) { similarity[$0, $1] }
    // Short sections are alike in some key by chance.
    guard let transposed, min(a.count, b.count) >= shortestTransposed else { return asIs }
    let moved = TransposedHarmony.shifts.map { shift in
      diagonal(a, b) { transposed.likeness($0, $1, shift: shift) } - transpositionCost
    }
    return max(asIs, moved.max() ?? asIs)
  }

  /// The best mean along a diagonal of the shorter section inside the longer, with a bar of slack.
  private static func diagonal(
    _ a: Range<Int>, _ b: Range<Int>, _ similarity: (Int, Int) -> Float
  ) -> Float {
    let (shorter, longer) = (Float(min(a.count, b.count)), Float(max(a.count, b.count)))
    // A short section inside a long one is worth less than two of the same length.
    let norm = powf(longer, 0.35) * powf(shorter, 0.65)
    var best = -Float.infinity
    for offset in -a.count + 1..<b.count {
      let first = max(0, -offset)
      let end = min(a.count, b.count - offset)
      guard end - first >= max(1, Int(shorter) - 1) else { continue }
      var sum: Float = 0
      for bar in first..<end { sum += similarity(a.lowerBound + bar, b.lowerBound + bar + offset) }
      best = max(best, sum / norm)
    }
    return best
  }
}
