import Foundation

/// How strong the loudest channel is in each step of 10 ms, and what follows from that.
///
/// A step is silent below −60 dBFS RMS, which is under the noise of a room and above that of a tape.
struct SoundLevels: Sendable {
  /// The mean square under which a step is silent: −60 dBFS.
  static let silence: Float = 1e-6

  /// The mean square of each step, of the loudest channel.
  private(set) var powers: [Float] = []

  /// No steps yet.
  init() {}

  /// Adds the next step.
  mutating func append(_ power: Float) { powers.append(power) }

  /// The steps from the first to the last that is not silent, or `nil` when there is none.
  var sound: Range<Int>? {
    guard let first = powers.firstIndex(where: { $0 >= Self.silence }),
      let last = powers.lastIndex(where: { $0 >= Self.silence })
    else { return nil }
    return first..<(last + 1)
  }

  /// The silences of at least so many steps, at the ends and inside, in order.
  func silences(atLeast length: Int) -> [Range<Int>] {
    var (found, start): ([Range<Int>], Int?) = ([], nil)
    for step in 0...powers.count {
      if step < powers.count, powers[step] < Self.silence {
        start = start ?? step
      } else if let first = start {
        if step - first >= length { found.append(first..<step) }
        start = nil
      }
    }
    return found
  }

  /// The mean power of some steps in decibels, or `nil` where there is nothing but zeros.
  func decibels(_ steps: Range<Int>) -> Double? {
    let steps = steps.clamped(to: powers.indices)
    let sum = powers[steps].reduce(0) { $0 + Double($1) }
    return sum > 0 ? 10 * log10(sum / Double(steps.count)) : nil
  }
}
