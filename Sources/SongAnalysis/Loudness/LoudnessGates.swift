import Foundation

/// From the powers of overlapping windows to one number for the programme.
///
/// A power is the weighted sum of the channels' mean squares, as in ITU-R BS.1770-5, Annex 1,
/// equation 3, before the logarithm.
enum LoudnessGates {
  /// The constant of BS.1770-5, Annex 1, equation 2: it makes 997 Hz at 0 dBFS read −3.01 LKFS.
  static let offsetInLU = -0.691

  /// The absolute gate of BS.1770-5, Annex 1, and of EBU Tech 3342, section 3.1, in LUFS.
  static let absoluteGateInLUFS = -70.0

  /// The loudness of a power in LUFS, or `nil` for silence.
  static func loudness(ofPower power: Double) -> Double? {
    power > 0 ? offsetInLU + 10 * log10(power) : nil
  }

  /// The power of a loudness in LUFS.
  static func power(ofLoudness loudness: Double) -> Double {
    pow(10, (loudness - offsetInLU) / 10)
  }

  /// Integrated loudness in LUFS, or `nil` when no block passes the absolute gate.
  ///
  /// ITU-R BS.1770-5, Annex 1, equations 4 to 7: blocks above −70 LKFS, then those of them above
  /// the relative threshold, 10 LU under the loudness of the first lot.
  static func integratedLoudness(blockPowers: [Double]) -> Double? {
    let absolute = power(ofLoudness: absoluteGateInLUFS)
    guard let first = mean(of: blockPowers, above: absolute) else { return nil }
    // The relative gate is 10 LU, a factor of 10 in power.
    return mean(of: blockPowers, above: max(absolute, first / 10)).flatMap(loudness)
  }

  /// Loudness range in LU, or `nil` when no short-term value passes the absolute gate.
  ///
  /// EBU Tech 3342, sections 3.1 and 5: values of at least −70 LUFS, of them those of at least the
  /// relative threshold, 20 LU under the power mean; the range goes from the 10th to the 95th
  /// percentile, each the value whose place in the sorted list is nearest.
  static func range(shortTermPowers: [Double]) -> Double? {
    let absolute = power(ofLoudness: absoluteGateInLUFS)
    let audible = shortTermPowers.filter { $0 >= absolute }
    guard !audible.isEmpty else { return nil }
    // The relative gate is 20 LU, a factor of 100 in power.
    let relative = audible.reduce(0, +) / Double(audible.count) / 100
    let kept = audible.filter { $0 >= relative }.sorted()
    guard !kept.isEmpty else { return nil }
    func percentile(_ part: Double) -> Double {
      kept[Int((Double(kept.count - 1) * part).rounded())]
    }
    return 10 * log10(percentile(0.95) / percentile(0.10))
  }

  private static func mean(of powers: [Double], above threshold: Double) -> Double? {
    var (sum, count) = (0.0, 0)
    for power in powers where power > threshold {
      sum += power
      count += 1
    }
    return count > 0 ? sum / Double(count) : nil
  }
}
