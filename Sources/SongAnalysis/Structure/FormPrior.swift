import Foundation

/// How popular songs are built: which section follows which, where each kind lies, and how often
/// its music comes.
///
/// Shares counted in the published annotations of 912 songs (Nieto et al., *The Harmonix Set*,
/// ISMIR 2019), in the order of `labels`. Post-choruses are counted as bridges; solos, breaks and
/// interludes as instrumental.
enum FormPrior {
  /// The labels in the order of the tables.
  static let labels: [SectionLabel] = [
    .intro, .verse, .preChorus, .chorus, .bridge, .instrumental, .outro,
  ]

  /// The index of a label in the tables.
  static func index(of label: SectionLabel) -> Int { labels.firstIndex(of: label) ?? 0 }

  /// Log probability that a song begins with each label.
  static let first = logarithms([0.857, 0.064, 0.003, 0.062, 0.003, 0.009, 0.002])
  /// Log probability that a song ends after each label.
  static let last = logarithms([0.016, 0.013, 0.012, 0.096, 0.076, 0.079, 0.932])
  /// Log probability of each label after each other, for sections as they are found here.
  ///
  /// Sections are found where the music changes inside a verse or chorus as well: every fourth
  /// continues the one before under the same name (`continuation`), unless it is an intro, pre-chorus
  /// or outro.
  static let next: [[Double]] = [
    [0.029, 0.658, 0.016, 0.192, 0.030, 0.058, 0.001],
    [0.000, 0.102, 0.277, 0.536, 0.030, 0.037, 0.005],
    [0.001, 0.035, 0.032, 0.874, 0.021, 0.021, 0.003],
    [0.012, 0.249, 0.009, 0.171, 0.256, 0.116, 0.093],
    [0.018, 0.186, 0.044, 0.347, 0.182, 0.102, 0.045],
    [0.007, 0.363, 0.025, 0.223, 0.128, 0.124, 0.051],
    [0.000, 0.002, 0.000, 0.014, 0.005, 0.002, 0.045],
  ].enumerated().map { label, shares in
    guard continues[label] else { return logarithms(shares) }
    let rest = (1 - continuation) / (1 - shares[label])
    return logarithms(
      shares.enumerated().map { $0 == label ? continuation : $1 * rest })
  }

  /// Ours: from 0.2 to 0.35 names of annotated songs are as often right.
  private static let continuation = 0.25
  private static let continues = [false, true, false, true, true, true, false]

  /// Mean and deviation of where each label starts, as a share of the song.
  static let place: [(mean: Double, deviation: Double)] = [
    (0.05, 0.17), (0.30, 0.22), (0.39, 0.22), (0.52, 0.27), (0.60, 0.19), (0.51, 0.24),
    (0.91, 0.07),
  ]

  /// Log probability that the music of each label comes in 1, 2, 3, or at least 4 places; alike for
  /// intro and outro, which are not told by repetition.
  static let occurrences: [[Double]] = [
    [1, 1, 1, 1], [0.08, 0.59, 0.23, 0.10], [0.22, 0.54, 0.19, 0.05], [0.015, 0.13, 0.40, 0.45],
    [0.62, 0.19, 0.08, 0.11], [0.51, 0.24, 0.12, 0.13], [1, 1, 1, 1],
  ].map(logarithms)

  /// Log probability of each label of music that has opened the song as its intro.
  ///
  /// It returns as an interlude, or under a verse, and hardly ever is it the chorus: a song that
  /// opens with its chorus has no intro. Ours, by judgement.
  static let returningIntro = logarithms([1, 0.37, 0.14, 0.02, 0.6, 1, 1])

  /// What was never counted may still happen once in a thousand.
  private static func logarithms(_ shares: [Double]) -> [Double] {
    shares.map { log(max($0, 0.001)) }
  }
}
