/// Finds which sections are the same music.
///
/// Groups are joined by average linkage, weighted by length, until no two are alike enough
/// (`SectionLikeness`).
struct SectionGroups {
  /// Groups less alike than this stay apart; found on annotated songs, where it makes little
  /// difference from 0.38 to 0.44.
  private static let threshold: Float = 0.42
  /// For each section the number of its group, in order of first appearance from 0.
  let groups: [Int]

  init(cuts: [Int], _ sectionLikeness: SectionLikeness) {
    let sections = Array(zip(cuts, cuts.dropFirst()).map { $0..<$1 })
    var lengths = sections.map { Float($0.count) }
    var members = sections.indices.map { [$0] }
    var likeness = sections.map { a in sections.map { b in sectionLikeness[a, b] } }
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
}
