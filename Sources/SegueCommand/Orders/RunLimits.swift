import ArgumentParser

/// What a run may be allowed.
enum RunLimits {
  /// The most orders that one run may pay for: ours, far above any song, and a slip of the finger.
  private static let mostOrders = 1000

  /// Requires a number of orders that a run can have, where one is given.
  ///
  /// - Throws: `ValidationError`.
  static func require(orders: Int?) throws {
    guard let orders else { return }
    guard orders > 0 else { throw ValidationError("A run needs at least one order.") }
    guard orders <= mostOrders else {
      throw ValidationError("A run has at most \(mostOrders) orders.")
    }
  }
}
