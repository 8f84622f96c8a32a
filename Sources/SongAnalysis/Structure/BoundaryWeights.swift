/// How much each cue of `BoundaryCues` says of a boundary at a bar line.
///
/// A logistic regression over the 27,699 inner bar lines of 239 songs, rendered from tablatures whose
/// writers marked the sections (`benchmarks/structure/boundary_weights.py`). Halves of the songs agree
/// within 0.2, so the small ones are not sure.
enum BoundaryWeights {
  /// What a deviation of each cue adds to the log odds: at the line before, at the line itself and at
  /// the line after.
  static let table: [(before: Float, here: Float, after: Float)] = [
    (-0.02, 0.25, -0.12),  // crash
    (0.03, 0.06, -0.16),  // fill
    (0.03, 0.20, 0.06),  // texture changes
    (0.09, 0.81, -0.04),  // rhythm changes
    (0.05, 0.27, -0.01),  // harmony changes
    (-0.18, 0.21, -0.36),  // 2 bars of a repetition begin
    (-0.22, 0.49, -0.25),  // 4 bars
    (-0.18, 0.71, -0.29),  // 8 bars
    (-0.14, 0.33, -0.22),  // 4 bars of a repetition end
    (-0.10, 0.48, -0.15),  // 8 bars
    (0.08, 0.11, -0.14),  // level changes from bar to bar
    (0.14, -0.12, 0.26),  // level rises over 4 bars
    (-0.26, -0.05, -0.21),  // level changes over 4 bars
    (-0.09, 0.14, -0.05),  // voice enters
    (-0.02, 0.17, 0.00),  // voice enters or leaves
  ]
  /// The log odds of a boundary where no cue says anything.
  private static let bias: Float = -3.95
  /// The log odds of a boundary at any bar line of those songs: 2,164 lines were one.
  static let average: Float = -2.47

  /// The log odds of a boundary at a bar line, by cues in the order of the table; the first and the
  /// last line stand for those beyond them.
  static func logOdds(_ cues: [[Float]], line: Int) -> Float {
    precondition(cues.count == table.count, "\(cues.count) cues for \(table.count) weights")
    return zip(table, cues).reduce(bias) { sum, row in
      let (weights, cue) = row
      let (before, after) = (cue[max(0, line - 1)], cue[min(cue.count - 1, line + 1)])
      return sum
        + (weights.before * before + weights.here * cue[line] + weights.after * after)
    }
  }
}
