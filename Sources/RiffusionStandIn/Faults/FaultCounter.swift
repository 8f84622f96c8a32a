import Synchronization

/// Counts calls for every rule of a plan, and says when one strikes.
final class FaultCounter: Sendable {
  private let rules: [FaultPlan.Rule]
  private let counts: Mutex<[Int]>

  /// A counter that has seen no call.
  init(_ plan: FaultPlan) {
    rules = plan.rules
    counts = Mutex(Array(repeating: 0, count: plan.rules.count))
  }

  /// Counts a call.
  ///
  /// - Returns: What is to go wrong with it, if anything.
  func count(_ call: ProviderCall, _ operation: PaidOperation? = nil) -> Fault? {
    counts.withLock { counts in
      var struck: Fault?
      for (index, rule) in rules.enumerated()
      where rule.call == call && (rule.operation == nil || rule.operation == operation) {
        counts[index] += 1
        let place = counts[index] - rule.nth
        if struck == nil, place >= 0, place < rule.times ?? .max { struck = rule.fault }
      }
      return struck
    }
  }
}
