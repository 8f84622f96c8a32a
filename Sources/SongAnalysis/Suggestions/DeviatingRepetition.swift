/// The section of a group that is least like the others of its music.
struct DeviatingRepetition {
  /// What is less is no reason to replace a section; ours, by judgement.
  private static let leastDeviation: Float = 0.05

  /// Its index among all sections.
  let section: Int
  /// How many others there are of its music.
  let siblings: Int
  /// How alike it is to the others in the mean, −1 to 1.
  let likeness: Float
  /// How alike these are to each other.
  let usual: Float

  /// How much it deviates.
  var deviation: Float { usual - likeness }

  /// The one of `members`, indices of sections that are the same music and do the same, which
  /// deviates most.
  ///
  /// `nil` of fewer than three, as of two neither deviates, and where all are about as alike.
  init?(among members: [Int], likeness: (Int, Int) -> Float) {
    guard members.count > 2 else { return nil }
    let all = members.map { one in
      let others = members.filter { $0 != one }
      let among = others.flatMap { a in others.filter { $0 > a }.map { likeness(a, $0) } }
      return (one: one, own: others.map { likeness(one, $0) }.mean, usual: among.mean)
    }
    guard let most = all.max(by: { $0.usual - $0.own < $1.usual - $1.own }),
      most.usual - most.own >= Self.leastDeviation
    else { return nil }
    (section, siblings) = (most.one, members.count - 1)
    (self.likeness, usual) = (most.own, most.usual)
  }
}
