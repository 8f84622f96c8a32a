import Foundation

/// How usual a naming is as a whole song: how long its stretches are, how many choruses it has, how
/// long the last of them is, and what follows which two.
///
/// A stretch is all neighbouring sections of one label. Shares counted, like those of `FormPrior`, in
/// the published annotations of 912 songs (`benchmarks/structure/form_prior.py`).
enum WholeForm {
  /// A stretch of one label: its index in `FormPrior.labels`, and its length in seconds.
  typealias Stretch = (label: Int, length: Double)

  /// The log probability of a song's stretches by their lengths and order, but for a constant.
  static func logProbability(_ stretches: [Stretch]) -> Double {
    var sum = 0.0
    for (label, length) in stretches { sum += lengthWeight * lengthFit(length, of: label) }
    return sum + chorusFit(stretches) + orderFit(stretches)
  }

  // MARK: Lengths

  /// The geometric mean of each label's lengths in seconds, and the deviation of their natural
  /// logarithm.
  ///
  /// Taken as densities over that logarithm, so a stretch of usual length adds about one: measured
  /// against the density of all stretches instead, labels are right in .71 of the time of 50
  /// annotated songs rather than .73.
  private static let lengths: [(mean: Double, deviation: Double)] = [
    (13.1, 0.62), (24.4, 0.42), (14.1, 0.35), (23.9, 0.43), (21.6, 0.55), (17.7, 0.64),
    (15.8, 0.63),
  ]

  /// What a length counts, as lengths are found less surely than they were annotated.
  ///
  /// Ours: of annotated songs 0.6 to 0.8 name the end of the last chorus more often right than 1, by
  /// 0.02 to 0.04.
  private static let lengthWeight = 0.8

  private static func lengthFit(_ seconds: Double, of label: Int) -> Double {
    let distance = lengthDistance(seconds, of: label)
    return -0.5 * distance * distance - log(lengths[label].deviation)
  }

  /// How many deviations the logarithm of a length is from that of a label's usual length; negative
  /// for what is shorter.
  static func lengthDistance(_ seconds: Double, of label: Int) -> Double {
    let (mean, deviation) = lengths[label]
    return log(max(seconds, 0.5) / mean) / deviation
  }

  // MARK: Choruses

  private static let chorus = FormPrior.index(of: .chorus)
  /// The share of songs with 0, 1, … choruses, more than five as the last.
  private static let chorusCounts = [0.024, 0.015, 0.179, 0.610, 0.149, 0.018, 0.005].map {
    log($0)
  }
  /// The share of last choruses by how many quarters of an octave they are longer than the middle of
  /// those before, from -4 on; smoothed over one to each side, as lengths are found to a bar or two.
  private static let lastLengths = [
    0.017, 0.020, 0.035, 0.142, 0.240, 0.170, 0.090, 0.089, 0.085, 0.052, 0.022, 0.011, 0.004,
  ].map { log($0) }
  /// The share of what is beyond those, and of a song with no chorus to compare, which has no length
  /// to be right.
  private static let (otherLength, noLength) = (log(0.003), log(0.1))

  private static func chorusFit(_ stretches: [Stretch]) -> Double {
    let choruses = stretches.filter { $0.label == chorus }.map(\.length)
    let count = chorusCounts[min(choruses.count, chorusCounts.count - 1)]
    guard let last = choruses.last, choruses.count > 1 else { return count + noLength }
    let others = choruses.dropLast().sorted()
    let middle = (others[others.count / 2] + others[(others.count - 1) / 2]) / 2
    let step = (4 * log2(max(last, 0.5) / max(middle, 0.5))).rounded() + 4
    return count + (lastLengths.indices.contains(Int(step)) ? lastLengths[Int(step)] : otherLength)
  }

  // MARK: Order

  /// Stands for the beginning and the end of the song.
  private static let edge = FormPrior.labels.count

  /// How much likelier each label, and the end of the song, is after two labels than after the second
  /// of them alone; the first is `nil` where the song begins with the second.
  ///
  /// Of pairs that were counted 50 times or more, with eight songs more that are as after the second
  /// alone; no less than a tenth.
  private static let follows: [(SectionLabel?, SectionLabel, factors: [Double])] = [
    (.intro, .verse, [0.10, 0.10, 1.09, 1.01, 0.48, 1.01, 0.93, 0.13]),
    (.intro, .chorus, [0.86, 2.54, 0.58, 0.10, 0.27, 0.58, 0.10, 0.39]),
    (.intro, .instrumental, [0.14, 1.81, 1.30, 0.54, 0.37, 0.14, 0.14, 0.14]),
    (.verse, .preChorus, [1.14, 0.92, 0.10, 1.04, 0.75, 0.45, 0.59, 0.10]),
    (.verse, .chorus, [0.98, 1.14, 0.41, 0.10, 1.08, 1.22, 0.68, 0.52]),
    (.verse, .bridge, [0.72, 1.13, 2.16, 0.89, 0.11, 1.32, 0.11, 0.70]),
    (.verse, .instrumental, [1.55, 0.79, 0.48, 1.55, 0.78, 0.10, 0.87, 0.96]),
    (.preChorus, .chorus, [1.10, 0.96, 1.87, 0.10, 1.44, 0.83, 0.43, 0.61]),
    (.chorus, .verse, [0.10, 0.10, 0.96, 1.04, 1.21, 0.67, 0.45, 1.10]),
    (.chorus, .bridge, [1.09, 0.99, 0.93, 1.03, 0.10, 0.88, 0.99, 1.07]),
    (.chorus, .instrumental, [0.36, 1.08, 0.57, 0.78, 1.10, 0.10, 1.07, 1.25]),
    (.chorus, .outro, [0.10, 0.10, 0.10, 0.91, 0.68, 1.30, 0.10, 1.01]),
    (.bridge, .verse, [7.77, 0.10, 0.84, 0.95, 2.28, 0.84, 3.71, 2.83]),
    (.bridge, .preChorus, [0.13, 0.57, 0.13, 0.94, 0.13, 2.28, 0.13, 6.49]),
    (.bridge, .chorus, [0.67, 0.15, 1.51, 0.10, 0.66, 0.63, 2.74, 2.86]),
    (.bridge, .instrumental, [2.93, 0.57, 2.59, 1.33, 1.32, 0.10, 1.33, 0.63]),
    (.bridge, .outro, [0.12, 0.12, 0.12, 1.16, 3.18, 0.12, 0.12, 0.99]),
    (.instrumental, .verse, [0.10, 0.10, 0.92, 0.98, 0.68, 2.11, 0.66, 1.24]),
    (.instrumental, .chorus, [1.69, 0.43, 0.59, 0.10, 0.60, 1.60, 2.04, 1.77]),
    (.instrumental, .bridge, [0.51, 1.05, 0.44, 0.94, 0.10, 1.55, 1.46, 0.59]),
    (nil, .intro, [0.10, 1.03, 0.93, 1.01, 0.75, 1.06, 0.10, 0.10]),
    (nil, .verse, [0.12, 0.12, 1.25, 0.93, 0.12, 1.22, 0.12, 0.12]),
    (nil, .chorus, [1.23, 2.17, 1.58, 0.12, 0.52, 0.90, 0.12, 0.12]),
  ]

  /// The logarithms of `follows` as one table, as it is looked at often: by the first label, the
  /// second, the next; zeros for pairs that are not in it.
  private static let order: [Double] = {
    var order = [Double](repeating: 0, count: (edge + 1) * (edge + 1) * (edge + 1))
    for (first, second, factors) in follows {
      let row = place(first.map(FormPrior.index) ?? edge, FormPrior.index(of: second))
      for (next, factor) in factors.enumerated() { order[row + next] = log(factor) }
    }
    return order
  }()

  /// Where in `order` the numbers are of what is next after two labels.
  private static func place(_ first: Int, _ second: Int) -> Int {
    (first * (edge + 1) + second) * (edge + 1)
  }

  private static func orderFit(_ stretches: [Stretch]) -> Double {
    var sum = 0.0
    var (first, second) = (edge, edge)
    for index in 0...stretches.count {
      let next = index < stretches.count ? stretches[index].label : edge
      sum += order[place(first, second) + next]
      (first, second) = (second, next)
    }
    return sum
  }
}
