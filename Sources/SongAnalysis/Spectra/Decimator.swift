import Foundation

/// Lowers the sample rate by a whole factor, after a low-pass that keeps aliases out.
///
/// A Kaiser-windowed sinc (β 4.2, about 47 dB of stop band; Kaiser & Schafer, *IEEE Trans. ASSP*
/// 28, 1980) of 8 taps for each step of the factor, cut off at 0.45 of the new rate, so that
/// nothing folds into the lower 0.38 of it. Delay is removed: output *m* is the filtered input at
/// sample `m * factor`, and there are `1 + samples / factor` of them.
package struct Decimator {
  /// How many samples go in for one that comes out.
  package let factor: Int

  private let taps: [Float]
  private var history: [Float]
  private var next = 0

  /// A decimator; a factor of 1 passes everything on unchanged.
  package init(factor: Int) {
    precondition(factor >= 1, "no such factor: \(factor)")
    self.factor = factor
    taps = Self.lowPass(factor: factor)
    history = [Float](repeating: 0, count: taps.count / 2)
  }

  /// Appends to `output` what the samples complete.
  package mutating func process(_ block: [Float], into output: inout [Float]) {
    guard factor > 1 else {
      output.append(contentsOf: block)
      return
    }
    history.append(contentsOf: block)
    let length = taps.count
    let count = history.count < next + length ? 0 : (history.count - next - length) / factor + 1
    history.withUnsafeBufferPointer { samples in
      taps.withUnsafeBufferPointer { taps in
        // The count of an uninitialized array is written, even that of the one empty array of all.
        guard count > 0, let samples = samples.baseAddress, let taps = taps.baseAddress else {
          return
        }
        output += [Float](unsafeUninitializedCapacity: count) { lowered, initializedCount in
          for index in 0..<count {
            lowered[index] = scalarProduct(samples + next + index * factor, taps, count: length)
          }
          initializedCount = count
        }
      }
    }
    next += count * factor
    let consumed = min(next, history.count)
    history.removeFirst(consumed)
    next -= consumed
  }

  /// Appends what is still in the filter.
  package mutating func finish(into output: inout [Float]) {
    guard factor > 1 else { return }
    process([Float](repeating: 0, count: taps.count / 2), into: &output)
  }

  /// Symmetric about tap `count / 2`, and so without a phase shift.
  private static func lowPass(factor: Int) -> [Float] {
    guard factor > 1 else { return [1] }
    let count = 8 * factor
    let cutOff = 0.45 / Double(factor)
    let taps = (0..<count).map { index -> Double in
      let t = Double(index - count / 2)
      let sinc = t == 0 ? 2 * cutOff : sin(2 * .pi * cutOff * t) / (.pi * t)
      let x = t / Double(count / 2)
      return sinc * bessel(4.2 * (1 - x * x).squareRoot()) / bessel(4.2)
    }
    let gain = taps.reduce(0, +)
    return taps.map { Float($0 / gain) }
  }

  /// The modified Bessel function of order zero, by its power series.
  private static func bessel(_ x: Double) -> Double {
    var (term, sum, k) = (1.0, 1.0, 1.0)
    while term > 1e-12 * sum {
      term *= (x / (2 * k)) * (x / (2 * k))
      sum += term
      k += 1
    }
    return sum
  }
}
