import Foundation

/// Brings samples from one whole sample rate to another, delay removed.
///
/// A Hann-windowed sinc of 32 zero crossings, cut off at 0.44 of the lower rate (Smith, *Digital
/// Audio Resampling Home Page*, CCRMA): flat to 0.37 of it and 44 dB down at half of it. Output *m*
/// is the signal at `m · from / to` input samples; the stream is thought of as silent around.
package struct Resampler {
  private let step: Int
  private let phaseCount: Int
  /// For each phase, `tapCount` weights.
  private let taps: [Float]
  private let tapCount: Int
  private var history: [Float]
  /// The next output's place, in input samples times `phaseCount`, from the start of `history`.
  private var place = 0
  private var inputCount = 0
  private var outputCount = 0

  /// Crossings of the kernel on each side of its middle.
  private static let crossings = 16.0

  /// A resampler at rest.
  ///
  /// - Precondition: Both rates are above zero.
  package init(from: Int, to: Int) {
    precondition(from > 0 && to > 0, "no such rates: \(from), \(to)")
    let divisor = Self.greatestCommonDivisor(from, to)
    (step, phaseCount) = (from / divisor, to / divisor)
    let scale = max(1, Double(from) / Double(to))
    let half = Int((Self.crossings * scale).rounded(.up))
    tapCount = 2 * half
    let cutOff = 0.44 / scale
    var taps: [Float] = []
    taps.reserveCapacity(phaseCount * tapCount)
    for phase in 0..<phaseCount {
      let offset = Double(phase) / Double(phaseCount)
      let row = (0..<tapCount).map { index -> Double in
        let t = Double(index - half + 1) - offset
        guard abs(t) < Double(half) else { return 0 }
        let sinc = t == 0 ? 2 * cutOff : sin(2 * .pi * cutOff * t) / (.pi * t)
        return sinc * (0.5 + 0.5 * cos(.pi * t / Double(half)))
      }
      let gain = row.reduce(0, +)
      taps += row.map { Float($0 / gain) }
    }
    self.taps = taps
    history = [Float](repeating: 0, count: half - 1)
  }

  /// Appends to `output` what the samples complete.
  package mutating func process(_ block: [Float], into output: inout [Float]) {
    inputCount += block.count
    run(block, upTo: .max, into: &output)
  }

  /// Appends what is still in the filter: altogether there is an output for each place inside.
  package mutating func finish(into output: inout [Float]) {
    let total = (inputCount * phaseCount + step - 1) / step
    run([Float](repeating: 0, count: tapCount), upTo: total, into: &output)
  }

  private mutating func run(_ block: [Float], upTo limit: Int, into output: inout [Float]) {
    history.append(contentsOf: block)
    history.withUnsafeBufferPointer { samples in
      taps.withUnsafeBufferPointer { taps in
        guard let samples = samples.baseAddress, let taps = taps.baseAddress else { return }
        while outputCount < limit {
          let (first, phase) = place.quotientAndRemainder(dividingBy: phaseCount)
          guard first + tapCount <= history.count else { return }
          output.append(scalarProduct(samples + first, taps + phase * tapCount, count: tapCount))
          place += step
          outputCount += 1
        }
      }
    }
    let consumed = min(place / phaseCount, history.count)
    history.removeFirst(consumed)
    place -= consumed * phaseCount
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }
}
