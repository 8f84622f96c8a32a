import Foundation

/// Folds a magnitude spectrum into twelve pitch classes, C first, and the same for the bass alone.
///
/// The spectrum is compressed by `log(1 + 100 |X|)` and lowered by its moving average over 65 bins,
/// so that peaks count and broad noise does not. A bin counts for the pitch classes around its
/// frequency (A = 440 Hz) by a Gaussian of half a semitone.
package struct ChromaMap: Sendable {
  /// The numbers that one frame gives: twelve for the pitch, twelve for the bass.
  package static let width = 24

  /// Where pitch is heard, in Hz: from C2 to C7.
  private static let pitchRange = 65.0...2100.0
  /// Where the bass plays, in Hz: from below the lowest string of a bass guitar, E1, to the octave
  /// of its highest, G3.
  private static let bassRange = 35.0...200.0
  /// Half of the moving average, in bins; ours.
  private static let halfWidth = 32

  /// Neighbouring bins that count for the same number.
  private struct Run: Sendable {
    let target: Int
    let firstBin: Int
    /// The place of its first weight in `weights`.
    let firstWeight: Int
    var count: Int
  }

  private let runs: [Run]
  private let weights: [Float]
  /// How many bins of a spectrum are read.
  let binCount: Int
  private let scale: Float

  /// A map for spectra of a transform of `length` samples, Hann-windowed, at `sampleRate` Hz.
  package init(length: Int, sampleRate: Double) {
    let binWidth = sampleRate / Double(length)
    binCount = min(length / 2 + 1, Int(Self.pitchRange.upperBound / binWidth) + Self.halfWidth + 2)
    // The constant 100 was chosen for transforms of 8192 samples.
    scale = 100 * 8192 / Float(length)
    var (runs, weights): ([Run], [Float]) = ([], [])
    for target in 0..<Self.width {
      let (range, sigma) = target < 12 ? (Self.pitchRange, 0.5) : (Self.bassRange, 0.6)
      for bin in 1..<binCount where range.contains(Double(bin) * binWidth) {
        let pitch = 69 + 12 * log2(Double(bin) * binWidth / 440)
        let distance = (pitch - Double(target % 12) + 6).modulo(12) - 6
        let weight = exp(-0.5 * (distance / sigma) * (distance / sigma))
        guard weight > 0.05 else { continue }
        if let last = runs.last, last.target == target, last.firstBin + last.count == bin {
          runs[runs.count - 1].count += 1
        } else {
          runs.append(Run(target: target, firstBin: bin, firstWeight: weights.count, count: 1))
        }
        weights.append(Float(weight))
      }
    }
    self.runs = runs
    self.weights = weights
  }

  /// Writes the `width` numbers of one frame, given `spectrum` as real and imaginary pairs.
  ///
  /// `scratch` is kept from frame to frame so that no frame allocates.
  package func fold(
    _ spectrum: UnsafeBufferPointer<Float>, scratch: inout [Float], into chroma: inout [Float]
  ) {
    if scratch.count != 2 * binCount { scratch = [Float](repeating: 0, count: 2 * binCount) }
    scratch.withUnsafeMutableBufferPointer { scratch in
      chroma.withUnsafeMutableBufferPointer { chroma in
        weights.withUnsafeBufferPointer { weights in
          guard let compressed = scratch.baseAddress, let input = spectrum.baseAddress,
            let output = chroma.baseAddress, let weights = weights.baseAddress
          else { return }
          let peaks = compressed + binCount
          compress(input, into: compressed)
          subtractAverage(of: compressed, into: peaks)
          for index in 0..<Self.width { output[index] = 0 }
          for run in runs {
            output[run.target] += scalarProduct(
              weights + run.firstWeight, peaks + run.firstBin, count: run.count)
          }
        }
      }
    }
  }

  private func compress(_ spectrum: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>)
  {
    for bin in 0..<binCount {
      let (re, im) = (spectrum[2 * bin], spectrum[2 * bin + 1])
      result[bin] = (1 + scale * (re * re + im * im).squareRoot()).fastLogarithm
    }
  }

  private func subtractAverage(
    of values: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>
  ) {
    let share = 1 / Float(2 * Self.halfWidth + 1)
    var sum: Float = 0
    for bin in 0..<min(binCount, Self.halfWidth) { sum += values[bin] }
    for bin in 0..<binCount {
      let entering = bin + Self.halfWidth < binCount ? values[bin + Self.halfWidth] : 0
      let leaving = bin > Self.halfWidth ? values[bin - Self.halfWidth - 1] : 0
      // In one step, as each waits for the one before.
      sum += entering - leaving
      result[bin] = max(0, values[bin] - sum * share)
    }
  }
}

extension Double {
  /// The remainder that has the sign of the divisor.
  fileprivate func modulo(_ divisor: Double) -> Double {
    self - divisor * (self / divisor).rounded(.down)
  }
}
