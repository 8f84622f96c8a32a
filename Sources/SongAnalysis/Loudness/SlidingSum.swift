/// The sum of the last so many values, made of additions alone.
///
/// A running sum that subtracts what leaves it keeps a rounding error of the loudest moment for
/// ever; this one gives the exact zero of silence back. The values are taken in groups of the
/// window's length; each sum is the rest of the last group plus the beginning of the present one.
struct SlidingSum: Sendable {
  /// Up to `position` the values of this group, from there the sums of the last group's ends.
  private var slots: [Double]
  private var position = 0
  private var groupSum = 0.0

  /// A sum over a window of so many values, which are zero before the first.
  init(length: Int) {
    precondition(length > 0, "a window of \(length) values")
    slots = [Double](repeating: 0, count: length)
  }

  /// Takes the next value, and gives the sum of the window that it ends.
  ///
  /// - Complexity: Constant on average; linear in the length once in so many calls.
  mutating func append(_ value: Double) -> Double {
    slots[position] = value
    groupSum += value
    position += 1
    guard position == slots.count else { return groupSum + slots[position] }
    let sum = groupSum
    for slot in stride(from: slots.count - 2, through: 0, by: -1) {
      slots[slot] += slots[slot + 1]
    }
    position = 0
    groupSum = 0
    return sum
  }
}
