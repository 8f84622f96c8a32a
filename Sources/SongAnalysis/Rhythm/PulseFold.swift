import Foundation

/// A curve of a song laid over itself every 24 pulses, and how much it repeats within them.
///
/// 24 can be divided by what beats and bars are made of, so a bar of three, four or six pulses, or of
/// 2/3 of them, has its own harmonics.
struct PulseFold {
  /// Pulses in the fold.
  private static let pulses = 24
  /// Parts of the fold; 32 a pulse keep harmonics of eight cycles a pulse apart.
  private static let parts = 768

  /// The magnitude of each harmonic of the fold, over the sum of the curve.
  private let magnitudes: [Float]

  /// Folds curves of one song, all of so many frames a second.
  static func folds(of curves: [[Float]], rate: Double, clock: PulseClock) -> [PulseFold] {
    let frameCount = curves.map(\.count).max() ?? 0
    let places = (0..<frameCount).map { frame in
      let turns = clock.position(at: Double(frame) / rate) / Double(pulses)
      return Int((turns - turns.rounded(.down)) * Double(parts)) % parts
    }
    let fft = RealFFT(length: parts)
    return curves.map { PulseFold($0, places: places, fft) }
  }

  /// Folds a curve, given where in the fold each frame falls.
  private init(_ curve: [Float], places: [Int], _ fft: RealFFT) {
    let mean = curve.mean
    let total = max(curve.reduce(0, +), .leastNormalMagnitude)
    var folded = [Float](repeating: 0, count: Self.parts)
    for (place, value) in zip(places, curve) { folded[place] += value - mean }
    magnitudes = fft.transform(
      { input in for index in input.indices { input[index] = folded[index] } },
      { spectrum in
        (0..<Self.parts / 2 + 1).map { bin in
          let (re, im) = (spectrum[2 * bin], spectrum[2 * bin + 1])
          return (re * re + im * im).squareRoot() / total
        }
      })
  }

  /// How far the curve repeats so many times in a pulse: 0, not at all, to 1, in one instant of each
  /// cycle only.
  ///
  /// - Precondition: The cycles are a multiple of 1/24 and at most 16.
  func coherence(cyclesPerPulse cycles: Double) -> Double {
    Double(magnitudes[Int((cycles * Double(Self.pulses)).rounded())])
  }
}
