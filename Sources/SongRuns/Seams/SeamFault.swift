/// Something that is wrong with a result, and how much.
struct SeamFault: Hashable, Sendable {
  /// How bad it is: 1 is where it begins to be heard, and nothing is worse than 10.
  let severity: Double
  /// What it is, for a person.
  let reason: String
  /// Whether the result is then not what was asked for.
  let isBreaking: Bool

  /// A fault of any severity.
  init(severity: Double, reason: String, isBreaking: Bool = false) {
    self.severity = isBreaking ? 10 : min(10, severity)
    self.reason = reason
    self.isBreaking = isBreaking
  }

  /// A fault beside which no other counts.
  static func breaking(_ reason: String) -> SeamFault {
    SeamFault(severity: 10, reason: reason, isBreaking: true)
  }
}

/// What all faults together make of a result.
struct SeamJudgement: Hashable, Sendable {
  /// What a listener would say.
  let verdict: SeamReport.Verdict
  /// 1 for no fault, 0.5 for one that just begins to be heard.
  let score: Double
  /// The faults that are heard, the worst first.
  let reasons: [String]

  /// Weighs faults.
  ///
  /// The fourth power lets the worst fault decide, and two at the edge count a little more than one.
  init(_ faults: [SeamFault]) {
    let total = faults.reduce(0.0) { sum, fault in
      let squared = fault.severity * fault.severity
      return sum + squared * squared
    }.squareRoot().squareRoot()
    score = 1 / (1 + total)
    let heard = faults.filter { $0.isBreaking || $0.severity >= 1 }
    verdict =
      faults.contains(where: \.isBreaking) ? .broken : total >= 1 ? .audible : .clean
    reasons = heard.sorted { $0.severity > $1.severity }.map(\.reason)
  }
}
