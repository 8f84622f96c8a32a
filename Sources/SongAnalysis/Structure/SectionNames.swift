import Foundation

/// Names all sections of a song at once: the names that make the most probable song.
///
/// Sections of one group have one name, but for an intro at the start and an outro at the end. A
/// naming scores by the form of songs (`FormPrior`: what follows what, where, and how often) and by
/// what the sections are like (their level and their voice). For every choice of intro and outro
/// the best naming of the groups is climbed to from many beginnings, one group at a time.
struct SectionNames {
  /// A name for each section.
  let labels: [SectionLabel]
  /// The chance that the last chorus ends with each section, by all namings that have a chorus; what
  /// is not there never came up.
  let lastChorus: [Int: Double]

  /// An intro has at most so many sections, and ends by this share of the song.
  ///
  /// Ours, as the next: four sections or 0.42 name annotated songs the same, 0.2 all but one; with
  /// two sections the last chorus of one in fifty is lost.
  private static let intro = (sections: 3, latestEnd: 0.3)
  /// An outro has at most so many sections, and starts no earlier than this share of the song.
  ///
  /// 0.6 names annotated songs the same, 0.8 all but one; with six sections the last chorus of one
  /// in fifty is lost, with three none.
  private static let outro = (sections: 4, earliestStart: 0.7)

  /// The level that is typical of each label, in deviations of the song, and its deviation: a chorus
  /// is about one deviation louder than a verse, an intro or outro softer than either.
  ///
  /// Ours, set by hand: in annotated songs the level tells choruses from verses with an area under
  /// the curve of 0.80. A deviation of 0.55 finds as many last choruses, 1.1 two of fifty fewer.
  private static let typicalLevels = [-0.7, -0.3, 0.0, 0.55, -0.1, -0.1, -0.7]
  private static let levelDeviation = 0.8
  /// Sections of one group are about as loud as each other, so the level of each counts half.
  ///
  /// Ours: with 0.35 two last choruses of fifty annotated songs fewer are found, with 0.7 one more.
  private static let levelWeight = 0.5
  /// The voice is guessed without a model, so it counts half.
  ///
  /// Ours: with 0.7 the last choruses of annotated songs are found as often, with 0.35 one of fifty
  /// fewer.
  private static let voiceWeight = 0.5

  /// The names of sections; the evidence must hold at least one.
  init(_ evidence: SectionEvidence) {
    let count = evidence.groups.count
    let fits = evidence.groups.indices.map { index in
      FormPrior.labels.indices.map { Self.fit(evidence, index, label: $0) }
    }
    let chorus = FormPrior.index(of: .chorus)
    var best = (score: -Double.infinity, labels: [Int]())
    var endings: [Int: Double] = [:]
    for leading in 0...min(Self.intro.sections, count - 1) {
      if leading > 0, evidence.places[leading - 1].end > Self.intro.latestEnd { break }
      for trailing in 0...min(Self.outro.sections, count - leading - 1) {
        let first = count - trailing
        if trailing > 0, evidence.places[first].start < Self.outro.earliestStart { break }
        for named in GroupNames(evidence, fits: fits, inner: leading..<first).summits() {
          if named.score > best.score { best = named }
          guard let last = named.labels.lastIndex(of: chorus) else { continue }
          endings[last] = max(endings[last] ?? -.infinity, named.score)
        }
      }
    }
    labels = best.labels.map { FormPrior.labels[$0] }
    let highest = endings.values.max() ?? 0
    let chances = endings.mapValues { exp($0 - highest) }
    let total = chances.values.sorted().reduce(0, +)
    lastChorus = chances.mapValues { $0 / total }
  }

  /// How well the place, the level and the voice of a section suit a label, as a log probability.
  private static func fit(_ evidence: SectionEvidence, _ index: Int, label: Int) -> Double {
    let place = FormPrior.place[label]
    let distance = (evidence.places[index].start - place.mean) / place.deviation
    let excess = (evidence.levels[index] - typicalLevels[label]) / levelDeviation
    let voice = min(0.9, max(0.1, evidence.voices[index]))
    let sung: Double =
      switch FormPrior.labels[label] {
      case .verse, .preChorus, .chorus: log(voice)
      case .intro, .instrumental: log(1 - voice)
      case .bridge, .outro: log(0.5)
      }
    return -0.5 * distance * distance - log(place.deviation)
      - 0.5 * levelWeight * excess * excess
      + voiceWeight * evidence.voiceReliability * sung
  }
}
