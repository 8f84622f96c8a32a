import Foundation

/// Lowers the sample rate by a whole factor, after a low-pass that keeps aliases out.
///
/// A Kaiser-windowed sinc (β 7, about 70 dB of stop band; Kaiser & Schafer, *IEEE Trans. ASSP* 28,
/// 1980) of 16 taps for each step of the factor, cut off at 0.45 of the new rate. Delay is removed:
/// output *m* is the filtered input at sample `m * factor`, and there are `1 + samples / factor` of them.
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
    history.withUnsafeBufferPointer { samples in
      taps.withUnsafeBufferPointer { taps in
        while next + length <= samples.count {
          var sums = SIMD8<Float>.zero
          var index = 0
          while index < length {
            sums.addProduct(
              SIMD8(loading: samples, at: next + index), SIMD8(loading: taps, at: index))
            index += 8
          }
          output.append(sums.sum())
          next += factor
        }
      }
    }
    let consumed = min(next, history.count)
    history.removeFirst(consumed)
    next -= consumed
  }

  /// Appends what is still in the filter.
  package mutating func finish(into output: inout [Float]) {
    guard factor > 1 else { return }
    process([Float](repeating: 0, count: taps.count / 2), into: &output)
  }

  /// A whole number of lanes long; symmetric about tap `count / 2`, and so without a phase shift.
  private static func lowPass(factor: Int) -> [Float] {
    guard factor > 1 else { return [1] }
    let count = 16 * factor
    let cutOff = 0.45 / Double(factor)
    let taps = (0..<count).map { index -> Double in
      let t = Double(index - count / 2)
      let sinc = t == 0 ? 2 * cutOff : sin(2 * .pi * cutOff * t) / (.pi * t)
      let x = t / Double(count / 2)
      return sinc * bessel(7 * (1 - x * x).squareRoot()) / bessel(7)
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

extension SIMD8<Float> {
  /// Eight neighbours, from any address.
  fileprivate init(loading values: UnsafeBufferPointer<Float>, at index: Int) {
    self = UnsafeRawBufferPointer(values).loadUnaligned(
      fromByteOffset: index * MemoryLayout<Float>.stride, as: SIMD8<Float>.self)
  }

  fileprivate mutating func addProduct(_ a: SIMD8<Float>, _ b: SIMD8<Float>) {
    self += a * b
  }
}
