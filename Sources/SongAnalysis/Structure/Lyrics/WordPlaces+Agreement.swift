extension WordPlaces {
  /// What the least likely bar line is worth as the start of a part, in nats.
  ///
  /// Ours, as the next two: -1.4 judges the times of words of 50 annotated songs the same, -2.8
  /// leaves true ones aside in one.
  private static let leastWorth: Float = -2
  /// What it is worth that there is no bar line where one should be, in nats.
  ///
  /// -0.7 and -1.4 judge the same times the same.
  private static let worthWithoutLine: Float = -1
  /// How far around what times tell a bar line is looked for, in seconds: more than a step of the
  /// grids that providers count in, 0.64 and 0.743 s.
  ///
  /// 1.4 judges the same times the same, 0.7 leaves true ones aside in one song.
  private static let reach = 1.0

  /// How much better the parts would meet the bar lines where sections begin if their times were
  /// moved or stretched, for each part, in nats.
  func rivalAgreement(_ evidence: AlignmentEvidence) -> Float {
    let asIs = agreement(evidence, shift: 0)
    var best = -Float.infinity
    for percent in -6...6 {
      for step in -25...25 where abs(step) > 2 || abs(percent) > 1 {
        best = max(
          best,
          agreement(evidence, shift: 0.64 * Double(step), stretch: 1 + 0.01 * Double(percent)))
      }
    }
    return (best - asIs) / Float(max(1, places.count { $0 != nil }))
  }

  /// How well the parts' times, stretched and then moved by `shift`, meet bar lines where sections
  /// begin.
  private func agreement(
    _ evidence: AlignmentEvidence, shift: Double, stretch: Double = 1
  ) -> Float {
    let bar = evidence.usualBar
    return places.lazy.compactMap(\.self).reduce(0) { sum, place in
      let place = place.moved(by: shift, stretch: stretch)
      let near = place.start - Self.reach...place.firstWord + bar + Self.reach
      let worths = evidence.lines.indices.lazy.filter { near.contains(evidence.lines[$0]) }.map {
        evidence.boundaries[$0] + place.score(ofStart: evidence.lines[$0], bar: bar)
      }
      return sum + max(Self.leastWorth, worths.max() ?? Self.worthWithoutLine)
    }
  }
}
