/// The most probable names of a song's groups, once it is settled what is intro and outro.
///
/// Labels are indices of `FormPrior.labels`.
struct GroupNames {
  /// What a group can be called: everything but intro and outro.
  private static let choices = FormPrior.labels.indices.filter {
    ![.intro, .outro].contains(FormPrior.labels[$0])
  }
  /// What the longest groups are taken for at the beginnings of the climb; all others are bridges.
  private static let beginnings = [SectionLabel.verse, .chorus, .bridge].map(FormPrior.index)
  /// How many groups begin in every way.
  private static let longestGroups = 3

  private let groups: [Int]
  private let inner: Range<Int>
  /// What each label is worth for each group, its neighbours aside.
  private let worths: [[Double]]
  /// For each group, where one of its sections meets another inside, before and after.
  private let meetings: [[(before: Int, after: Int)]]
  /// What does not depend on the names of the groups.
  private let constant: Double
  private let byLength: [Int]

  /// Groups of the sections in `inner`; those before it are the intro, those after it the outro.
  ///
  /// `fits` says for each section how well each label suits it.
  init(_ evidence: SectionEvidence, fits: [[Double]], inner: Range<Int>) {
    let groups = evidence.groups
    let (intro, outro) = (FormPrior.index(of: .intro), FormPrior.index(of: .outro))
    self.groups = groups
    self.inner = inner
    var worths = evidence.occurrences.map { _ in FormPrior.labels.map { _ in 0.0 } }
    var lengths = evidence.occurrences.map { _ in 0.0 }
    func add(_ term: (Int) -> Double, to group: Int) {
      for label in Self.choices { worths[group][label] += term(label) }
    }
    for index in inner {
      add({ fits[index][$0] }, to: groups[index])
      lengths[groups[index]] += evidence.lengths[index]
    }
    for group in Set(groups[inner]) {
      let places = min(4, evidence.occurrences[group])
      add({ FormPrior.occurrences[$0][places - 1] }, to: group)
    }
    for group in Set(groups[..<inner.lowerBound]) {
      add({ FormPrior.returningIntro[$0] }, to: group)
    }

    // Both ends of the inner part meet the intro and outro, or the ends of the song.
    var constant = 0.0
    for index in groups.indices where !inner.contains(index) {
      let label = index < inner.lowerBound ? intro : outro
      constant += fits[index][label]
      if index > 0, !inner.contains(index - 1), index != inner.upperBound {
        constant += FormPrior.next[label][label]
      }
    }
    let (first, last) = (groups[inner.lowerBound], groups[inner.upperBound - 1])
    if inner.lowerBound > 0 {
      constant += FormPrior.first[intro]
      add({ FormPrior.next[intro][$0] }, to: first)
    } else {
      add({ FormPrior.first[$0] }, to: first)
    }
    if inner.upperBound < groups.count {
      constant += FormPrior.last[outro]
      add({ FormPrior.next[$0][outro] }, to: last)
    } else {
      add({ FormPrior.last[$0] }, to: last)
    }
    var meetings = [[(before: Int, after: Int)]](repeating: [], count: worths.count)
    for index in inner.dropFirst() {
      let meeting = (before: groups[index - 1], after: groups[index])
      meetings[meeting.after].append(meeting)
      if meeting.before != meeting.after { meetings[meeting.before].append(meeting) }
    }
    self.worths = worths
    self.meetings = meetings
    self.constant = constant
    byLength = lengths.indices.filter { lengths[$0] > 0 }.sorted { lengths[$0] > lengths[$1] }
  }

  /// Every naming that a climb ends at: its log probability, but for a constant, and the label of each
  /// section.
  func summits() -> [(score: Double, labels: [Int])] {
    let bridge = FormPrior.index(of: .bridge)
    var starts = [[Int](repeating: bridge, count: worths.count)]
    for group in byLength.prefix(Self.longestGroups) {
      starts = starts.flatMap { names in
        Self.beginnings.map { label in
          var names = names
          names[group] = label
          return names
        }
      }
    }
    let (intro, outro) = (FormPrior.index(of: .intro), FormPrior.index(of: .outro))
    var seen: Set<[Int]> = []
    return starts.map(climbed).filter { seen.insert($0).inserted }.map { names in
      let labels = groups.indices.map { index in
        index < inner.lowerBound ? intro : index < inner.upperBound ? names[groups[index]] : outro
      }
      return (score(names), labels)
    }
  }

  /// The naming from which no change of one group's name leads further up.
  private func climbed(from start: [Int]) -> [Int] {
    var names = start
    var climbs = true
    while climbs {
      climbs = false
      for group in byLength {
        let old = names[group]
        var best = (label: old, worth: worth(of: group, in: names))
        for label in Self.choices where label != old {
          names[group] = label
          let worth = worth(of: group, in: names)
          if worth > best.worth + 1e-9 { best = (label, worth) }
        }
        names[group] = best.label
        if best.label != old { climbs = true }
      }
    }
    return names
  }

  /// The part of the score that a group's name takes part in.
  private func worth(of group: Int, in names: [Int]) -> Double {
    meetings[group].reduce(worths[group][names[group]]) {
      $0 + FormPrior.next[names[$1.before]][names[$1.after]]
    }
  }

  private func score(_ names: [Int]) -> Double {
    let own = byLength.reduce(constant) { $0 + worths[$1][names[$1]] }
    return inner.dropFirst().reduce(own) {
      $0 + FormPrior.next[names[groups[$1 - 1]]][names[groups[$1]]]
    }
  }
}
