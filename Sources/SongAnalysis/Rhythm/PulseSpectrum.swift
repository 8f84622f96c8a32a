import Foundation

/// How coherently the onsets of a whole song pulse, frequency by frequency.
///
/// One Fourier transform of the whole onset curve. A song of constant tempo has lines of a few
/// thousandths of a hertz at its beat, its bar and their multiples, so a period is known to one
/// part in ten thousand, and a period that is 3/2 of the beat has no line at all.
struct PulseSpectrum {
  /// Points per line: the transform is padded to so many times the length of the song.
  ///
  /// Ours: a line between two points loses 3 % at most, as sin(π/8) / (π/8) is 0.97.
  private static let padding = 4
  /// The highest frequency that is looked at, in Hz: a little more than four times that of the
  /// fastest tempo.
  private static let highest = 16.0

  private let magnitudes: [Float]
  /// Points in a hertz.
  private let resolution: Double

  /// The spectrum of an onset curve.
  init(_ onsets: OnsetStrength) {
    let curve = onsets.full
    var length = 2
    while length < Self.padding * curve.count { length *= 2 }
    let mean = curve.mean
    let total = max(curve.reduce(0, +), .leastNormalMagnitude)
    resolution = Double(length) / onsets.rate
    let fft = RealFFT(length: length, binCount: Int(Self.highest * resolution) + 2)
    magnitudes = fft.transform(
      { input in
        for index in input.indices { input[index] = index < curve.count ? curve[index] - mean : 0 }
      },
      { spectrum in
        (0..<fft.binCount).map { bin in
          let (re, im) = (spectrum[2 * bin], spectrum[2 * bin + 1])
          return (re * re + im * im).squareRoot() / total
        }
      })
  }

  /// How far all onsets fall on one phase of a frequency in hertz: 0, evenly spread, to 1, all on
  /// the beat.
  func coherence(at frequency: Double) -> Double {
    Double(magnitudes.interpolated(at: frequency * resolution))
  }

  /// The coherence of a pulse, its halves and its doubles together: what there is between 0.7 and 6
  /// Hz, from a bar to a sixteenth.
  func coherence(ofFamily frequency: Double) -> Double {
    let lowest = 0.7
    let highest = 6.0
    var multiple = frequency
    while multiple >= 2 * lowest { multiple /= 2 }
    while multiple < lowest { multiple *= 2 }
    var sum = 0.0
    while multiple <= highest {
      sum += coherence(at: multiple)
      multiple *= 2
    }
    return sum
  }

  /// The frequency near another (within a share of it) whose beat, half-bar and divisions are most
  /// coherent.
  func refined(_ frequency: Double, within share: Double) -> Double {
    // Steps of a quarter of what the length of the song can tell apart at the fourth multiple.
    let step = 1 / (4 * resolution)
    let count = Int(frequency * share / step)
    let candidates = (-count...count).map { frequency + step * Double($0) }
    return candidates.max { sharpness($0) < sharpness($1) } ?? frequency
  }

  private func sharpness(_ frequency: Double) -> Double {
    [0.5, 1, 2, 4].reduce(0) { sum, multiple in
      let value = coherence(at: frequency * multiple)
      return sum + value * value
    }
  }

  /// The family from 1.5 Hz to 3 Hz that is most coherent: its frequency and its coherence.
  var clearestFamily: (frequency: Double, coherence: Double) {
    let step = 1 / (8 * resolution)
    return stride(from: 1.5, to: 3, by: step).lazy
      .map { (frequency: $0, coherence: coherence(ofFamily: $0)) }
      .max { $0.coherence < $1.coherence } ?? (2, 0)
  }
}
