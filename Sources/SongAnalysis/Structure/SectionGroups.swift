/// Finds which sections are the same music.
///
/// Groups are joined by average linkage, weighted by length, until no two are alike enough
/// (`SectionAffinities`).
struct SectionGroups {
  /// Groups whose affinity is less than this stay apart; on annotated songs 0.20 to 0.28 are equally
  /// good.
  private static let threshold: Float = 0.24
  /// For each section the number of its group, in order of first appearance from 0.
  let groups: [Int]

  init(_ affinities: SectionAffinities) {
    var lengths = affinities.lengths.map { Float($0) }
    var members = lengths.indices.map { [$0] }
    var affinity = affinities.values
    while members.count > 1 {
      var best: (a: Int, b: Int, value: Float) = (0, 0, -.infinity)
      for a in members.indices {
        for b in members.indices where b > a && affinity[a][b] > best.value {
          best = (a, b, affinity[a][b])
        }
      }
      guard best.value >= Self.threshold else { break }
      let (a, b) = (best.a, best.b)
      for other in members.indices where other != a && other != b {
        let joined =
          (lengths[a] * affinity[a][other] + lengths[b] * affinity[b][other])
          / (lengths[a] + lengths[b])
        affinity[a][other] = joined
        affinity[other][a] = joined
      }
      members[a] += members[b]
      lengths[a] += lengths[b]
      members.remove(at: b)
      lengths.remove(at: b)
      affinity.remove(at: b)
      for row in affinity.indices { affinity[row].remove(at: b) }
    }
    var groups = [Int](repeating: 0, count: affinities.lengths.count)
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
}
