/// Names the sections of a song from repetition, level, density, voice and position.
///
/// The group that scores best as a chorus is one; groups glued behind it and nearly as loud belong
/// to it. The verse is the most repeated other group that comes early. What is left is bridge;
/// what leads in or out is intro or outro; what is not sung is instrumental. No section is named
/// pre-chorus yet. A later stage may decide all names jointly; the evidence stays the
/// same.
struct SectionNames {
  /// Weights found on annotated songs: that a group returns counts more than how much of the song
  /// it is.
  private enum Weight {
    static let runs: Float = 0.8
    static let level: Float = 1.4
    static let density: Float = 0.47
    static let presentLate: Float = 0.6
    static let startsSong: Float = 0.45
    static let coverage: Float = 0.7
    static let once: Float = 1.2
    static let short: Float = 0.8
    static let glued: Float = 0.3
  }
  /// An intro begins no later than this, in seconds.
  private static let latestIntro = 18.0

  /// One section as the names need it.
  private struct Section {
    let group: Int
    let start: Double
    let length: Double
    /// Where it starts and ends, as shares of the song.
    let place: (start: Double, end: Double)
    let voice: Float
    var loudness: Float
    var density: Float
  }

  /// A name for each section.
  private(set) var labels: [SectionLabel]
  private let sections: [Section]
  private let groups: [Int: [Int]]

  init(
    cuts: [Int], groups: [Int], bars: BarGrid, features: BarFeatures, voice: VocalPresence
  ) {
    let sections = Self.sections(
      cuts: cuts, groups: groups, bars: bars, features: features, voice: voice)
    self.sections = sections
    self.groups = Dictionary(grouping: sections.indices) { sections[$0].group }
    labels = [SectionLabel](repeating: .bridge, count: sections.count)
    let scores = Self.chorusScores(sections, self.groups)
    guard let best = scores.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return }
    let chorus = choruses(best: best.key, scores: scores)
    let verses = self.verses(chorus: chorus)
    for (index, section) in sections.enumerated() {
      if chorus.contains(section.group) {
        labels[index] = .chorus
      } else if verses.contains(section.group) {
        labels[index] = .verse
      }
    }
    nameIntro()
    nameOutro()
    for (index, section) in sections.enumerated()
    where section.voice < 0.25 && voice.reliability > 0.5
      && [.verse, .bridge].contains(labels[index])
    {
      labels[index] = .instrumental
    }
  }

  /// How much each group is like a chorus.
  private static func chorusScores(_ sections: [Section], _ groups: [Int: [Int]]) -> [Int: Float] {
    groups.mapValues { members in
      let (first, last) = (sections[members[0]], sections[members[members.count - 1]])
      let length = members.reduce(0) { $0 + sections[$1].length }
      let coverage = members.reduce(0) { $0 + sections[$1].place.end - sections[$1].place.start }
      let level =
        members.reduce(Float(0)) { sum, index in
          let section = sections[index]
          return sum + Float(section.length)
            * (Weight.level * min(1.5, max(-1.5, section.loudness))
              + Weight.density * min(1.5, max(-1.5, section.density)))
        } / Float(length)
      let runs = Self.runs(members)
      var score = Weight.runs * Float(min(runs, 4)) / 2 + level
      if last.place.end > 0.72 { score += Weight.presentLate }
      score += Weight.coverage * Float(min(coverage, 0.35)) / 0.2
      if first.place.start < 0.06 { score -= Weight.startsSong }
      if runs < 2 { score -= Weight.once }
      if (members.map { sections[$0].length }.max() ?? 0) < 7 { score -= Weight.short }
      return score
    }
  }

  /// The chorus and the groups that nearly always follow it directly and are nearly as loud.
  private func choruses(best: Int, scores: [Int: Float]) -> Set<Int> {
    var chorus: Set = [best]
    var changed = true
    while changed {
      changed = false
      for (group, members) in groups.sorted(by: { $0.key < $1.key })
      where !chorus.contains(group) && members.count >= 2 {
        let glued = members.count { $0 > 0 && chorus.contains(sections[$0 - 1].group) }
        guard Double(glued) >= 0.66 * Double(members.count),
          (scores[group] ?? 0) > (scores[best] ?? 0) - Weight.glued
        else { continue }
        chorus.insert(group)
        changed = true
      }
    }
    return chorus
  }

  /// The verse group, and repeated groups that stand beside it.
  private func verses(chorus: Set<Int>) -> Set<Int> {
    let others = groups.keys.sorted().filter { !chorus.contains($0) }
    let firstChorus = labels.indices.first { chorus.contains(sections[$0].group) } ?? 0
    func score(_ group: Int) -> Float {
      guard let members = groups[group], let first = members.first else { return 0 }
      let coverage = members.reduce(0) { $0 + sections[$1].place.end - sections[$1].place.start }
      let start = sections[first].place.start
      var score = 0.6 * Float(min(Self.runs(members), 3)) + Float(coverage) / 0.15
      if first < firstChorus || start < 0.4 { score += 0.5 }
      if start < 0.02 { score -= 0.8 }
      return score
    }
    guard let best = others.max(by: { score($0) < score($1) }) else { return [] }
    var verses: Set = [best]
    for group in others where group != best {
      guard let members = groups[group], Self.runs(members) >= 2,
        sections[members[0]].place.start > 0.02
      else { continue }
      let beside = members.count { index in
        (index > 0 && verses.contains(sections[index - 1].group))
          || (index + 1 < sections.count && verses.contains(sections[index + 1].group))
      }
      if 2 * beside >= members.count { verses.insert(group) }
    }
    return verses
  }

  private mutating func nameIntro() {
    for (index, section) in sections.enumerated() {
      let repeats = Self.runs(groups[section.group] ?? []) >= 2
      if labels[index] == .chorus { break }
      if labels[index] == .verse, section.place.start >= 0.02 || repeats { break }
      if section.start > Self.latestIntro || section.place.end > 0.25 { break }
      labels[index] = .intro
    }
    if let first = sections.first, labels.first == .verse, first.length < 12, first.loudness < -0.3
    {
      labels[0] = .intro
    }
  }

  private mutating func nameOutro() {
    for (index, section) in sections.enumerated().reversed() {
      if labels[index] == .chorus, section.length >= 6 { break }
      let repeats = Self.runs(groups[section.group] ?? []) >= 2
      if labels[index] == .verse, repeats, section.length > 12 { break }
      if section.place.start < 0.75 { break }
      labels[index] = .outro
    }
  }

  /// How many separate stretches the sections of a group form.
  private static func runs(_ members: [Int]) -> Int {
    guard !members.isEmpty else { return 0 }
    return 1 + zip(members.dropFirst(), members).count { $0 - $1 > 1 }
  }

  private static func sections(
    cuts: [Int], groups: [Int], bars: BarGrid, features: BarFeatures, voice: VocalPresence
  ) -> [Section] {
    let duration = bars.lines[bars.count]
    let loudFloor = features.level.percentile(0.9) - 15
    let density = features.density
    var sections = groups.indices.map { index -> Section in
      let range = cuts[index]..<cuts[index + 1]
      let (start, end) = (bars.lines[range.lowerBound], bars.lines[range.upperBound])
      return Section(
        group: groups[index], start: start, length: end - start,
        place: (start / duration, end / duration), voice: voice.bars[range].mean,
        loudness: max(loudFloor, features.level[range].mean), density: density[range].mean)
    }
    standardize(&sections, \.loudness)
    standardize(&sections, \.density)
    return sections
  }

  /// Turns a value into its distance from the song's mean, in standard deviations, both weighted by
  /// length.
  private static func standardize(
    _ sections: inout [Section], _ path: WritableKeyPath<Section, Float>
  ) {
    let total = Float(sections.reduce(0) { $0 + $1.length })
    let mean = sections.reduce(0) { $0 + Float($1.length) * $1[keyPath: path] } / total
    let variance =
      sections.reduce(0) { sum, section in
        let distance = section[keyPath: path] - mean
        return sum + Float(section.length) * distance * distance
      } / total
    for index in sections.indices {
      sections[index][keyPath: path] =
        (sections[index][keyPath: path] - mean) / (variance.squareRoot() + 1e-6)
    }
  }
}
