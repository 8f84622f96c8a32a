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
  private static let (intro, outro) = (FormPrior.index(of: .intro), FormPrior.index(of: .outro))
  /// How many groups begin in every way.
  ///
  /// Ours: with 2 annotated songs are named as well; with 4 one last chorus more in fifty is found
  /// within 0.5 s, and choruses less.
  private static let longestGroups = 3

  private let groups: [Int]
  private let inner: Range<Int>
  /// The length of each section, in seconds.
  private let lengths: [Double]
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
    let (intro, outro) = (Self.intro, Self.outro)
    self.groups = groups
    self.inner = inner
    self.lengths = evidence.lengths
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
    // What a song is like as a whole is only looked at from where its sections have led.
    let lower = Self.distinct(starts.map { climbed(from: $0, by: worth) })
    let summits = Self.distinct(
      lower.map { start in
        climbed(from: start) { worth(of: $0, in: $1) + WholeForm.logProbability(stretches($1)) }
      })
    return summits.map { (score($0), labels($0)) }
  }

  private static func distinct(_ namings: [[Int]]) -> [[Int]] {
    namings.reduce(into: []) { distinct, names in
      if !distinct.contains(names) { distinct.append(names) }
    }
  }

  /// The naming from which no change of one group's name leads further up.
  private func climbed(from start: [Int], by height: (Int, [Int]) -> Double) -> [Int] {
    var names = start
    var climbs = true
    while climbs {
      climbs = false
      for group in byLength {
        let old = names[group]
        var best = (label: old, height: height(group, names))
        for label in Self.choices where label != old {
          names[group] = label
          let height = height(group, names)
          if height > best.height + 1e-9 { best = (label, height) }
        }
        names[group] = best.label
        if best.label != old { climbs = true }
      }
    }
    return names
  }

  /// The label of each section.
  private func labels(_ names: [Int]) -> [Int] { groups.indices.map { label(of: $0, names) } }

  private func label(of index: Int, _ names: [Int]) -> Int {
    if index < inner.lowerBound { return Self.intro }
    return index < inner.upperBound ? names[groups[index]] : Self.outro
  }

  /// The stretches of one label that a naming makes.
  private func stretches(_ names: [Int]) -> [WholeForm.Stretch] {
    var stretches: [WholeForm.Stretch] = []
    stretches.reserveCapacity(groups.count)
    for index in groups.indices {
      let label = label(of: index, names)
      if stretches.last?.label == label {
        stretches[stretches.count - 1].length += lengths[index]
      } else {
        stretches.append((label, lengths[index]))
      }
    }
    return stretches
  }

  /// The part of the score that a group's name takes part in.
  private func worth(of group: Int, in names: [Int]) -> Double {
    meetings[group].reduce(worths[group][names[group]]) {
      $0 + FormPrior.next[names[$1.before]][names[$1.after]]
    }
  }

  private func score(_ names: [Int]) -> Double {
    let own = byLength.reduce(constant + WholeForm.logProbability(stretches(names))) {
      $0 + worths[$1][names[$1]]
    }
    return inner.dropFirst().reduce(own) {
      $0 + FormPrior.next[names[groups[$1 - 1]]][names[groups[$1]]]
    }
  }
}
