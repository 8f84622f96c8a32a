import Foundation

/// Counts a pulse of the song from its start to its end, at a constant tempo or along the beats.
///
/// The pulse is the beat, half of it or a multiple; `MetreEstimate` and `MetricalLevel` tell which. One
/// frequency serves the whole song where its onsets agree on it; otherwise the beats are tracked.
struct PulseClock {
  /// The mean number of pulses in a second.
  let frequency: Double
  /// The times of counted pulses where the tempo is not constant, in seconds.
  private let tracked: [Double]?
  /// Whether one frequency serves the whole song.
  var isConstant: Bool { tracked == nil }

  /// Songs whose stretches agree at least so far on the phase of one pulse have one tempo.
  ///
  /// Ours: of 54 songs, rendered and real, all but one pass.
  private static let steady = 0.85
  /// A stretch, in seconds, whose phase is compared with those of the others.
  private static let stretch = 8.0

  /// The pulse of a song of an estimated tempo; `nil` where it cannot be followed.
  init?(_ onsets: OnsetStrength, estimate: TempoEstimate) {
    let spectrum = PulseSpectrum(onsets)
    var frequency = onsets.rate / estimate.period
    let clearest = spectrum.clearestFamily
    // Another pulse must be twice as clear as the one that the autocorrelation gives.
    if clearest.coherence > 2 * spectrum.coherence(ofFamily: frequency) {
      frequency = clearest.frequency
    }
    frequency = spectrum.refined(frequency, within: 0.01)
    self.frequency = frequency
    let agreement = [1.0, 2, 4].map { Self.agreement(onsets, at: $0 * frequency) }.max() ?? 0
    if agreement >= Self.steady {
      tracked = nil
    } else {
      let beats = BeatTracker(onsets: onsets, period: onsets.rate / frequency).beats()
        .map { $0 / onsets.rate }
      guard beats.count > 8 else { return nil }
      tracked = beats
    }
  }

  /// How many pulses have passed at a time in seconds; negative before the first.
  func position(at time: Double) -> Double {
    guard let tracked else { return time * frequency }
    var (low, high) = (0, tracked.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if tracked[middle] <= time { low = middle } else { high = middle }
    }
    return Double(low) + (time - tracked[low]) / (tracked[high] - tracked[low])
  }

  /// When so many pulses have passed, in seconds.
  func time(at position: Double) -> Double {
    guard let tracked else { return position / frequency }
    let low = min(max(0, Int(position.rounded(.down))), tracked.count - 2)
    return tracked[low] + (position - Double(low)) * (tracked[low + 1] - tracked[low])
  }

  /// How far the stretches of a song agree on the phase of one frequency, 0 to 1: the length of the
  /// sum of their coefficients over the sum of the lengths.
  private static func agreement(_ onsets: OnsetStrength, at frequency: Double) -> Double {
    let curve = onsets.full
    let mean = curve.mean
    let frames = max(1, Int(stretch * onsets.rate))
    let step = 2 * Double.pi * frequency / onsets.rate
    var total = (re: 0.0, im: 0.0)
    var lengths = 0.0
    for start in stride(from: 0, to: curve.count, by: frames) {
      var part = (re: 0.0, im: 0.0)
      for frame in start..<min(curve.count, start + frames) {
        let value = Double(curve[frame] - mean)
        part.re += value * cos(step * Double(frame))
        part.im += value * sin(step * Double(frame))
      }
      total.re += part.re
      total.im += part.im
      lengths += (part.re * part.re + part.im * part.im).squareRoot()
    }
    return (total.re * total.re + total.im * total.im).squareRoot() / max(lengths, 1e-9)
  }
}
