import Foundation

/// The finest even pulse of a song, two to four of which make half a beat or a beat.
///
/// One grid for the whole song where its tempo is constant, which the onsets themselves say;
/// otherwise the tracked beats, divided.
struct PulseGrid {
  /// The times of the pulses, in seconds, in order.
  let times: [Double]
  /// The mean distance of two pulses, in seconds: 0.115 to 0.23.
  let period: Double
  /// Whether it is one grid for the whole song.
  let isConstant: Bool

  /// The longest pulse, in seconds: half a beat at 130 beats per minute.
  private static let longest = 0.23
  /// Songs whose stretches agree at least so far on the phase of one pulse have one tempo.
  ///
  /// Ours: of 54 songs, rendered and real, all but one pass.
  private static let steady = 0.85
  /// A stretch, in seconds, whose phase is compared with those of the others.
  private static let stretch = 8.0

  /// The pulse of a song; `nil` where it has none.
  init?(_ onsets: OnsetStrength, duration: Double) {
    guard let estimate = TempoEstimate(onsets) else { return nil }
    let spectrum = PulseSpectrum(onsets)
    var frequency = onsets.rate / estimate.period
    let clearest = spectrum.clearestFamily
    // Another pulse must be twice as clear as the one that the autocorrelation gives.
    if clearest.coherence > 2 * spectrum.coherence(ofFamily: frequency) {
      frequency = clearest.frequency
    }
    frequency = spectrum.refined(frequency, within: 0.01)
    let agreement = [1.0, 2, 4].map { Self.agreement(onsets, at: $0 * frequency) }.max() ?? 0
    isConstant = agreement >= Self.steady
    if isConstant {
      var period = 1 / frequency
      while period >= Self.longest { period /= 2 }
      let phase = Self.phase(onsets, period: period)
      times = Array(stride(from: phase, to: duration, by: period))
      self.period = period
    } else {
      let beats = BeatTracker(onsets: onsets, period: onsets.rate / frequency).beats()
        .map { $0 / onsets.rate }
      guard beats.count > 8 else { return nil }
      var parts = 1
      while 1 / frequency / Double(parts) >= Self.longest { parts *= 2 }
      times = zip(beats, beats.dropFirst()).flatMap { start, end in
        (0..<parts).map { start + (end - start) * Double($0) / Double(parts) }
      }
      period = 1 / frequency / Double(parts)
    }
    guard times.count > 16 else { return nil }
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

  /// Where in a period the onsets fall: the top of their histogram over it, smoothed.
  private static func phase(_ onsets: OnsetStrength, period: Double) -> Double {
    let bins = 64
    var histogram = [Float](repeating: 0, count: bins)
    for (frame, value) in onsets.full.enumerated() {
      let place = Double(frame) / onsets.rate / period
      histogram[Int((place - place.rounded(.down)) * Double(bins)) % bins] += value
    }
    let smooth = (0..<bins).map { bin in
      (-6...6).reduce(Float(0)) { sum, offset in
        sum + histogram[(bin + offset + bins) % bins] * exp(-0.5 * powf(Float(offset) / 2.5, 2))
      }
    }
    let top = smooth.indices.max { smooth[$0] < smooth[$1] } ?? 0
    return (Double(top) + 0.5) / Double(bins) * period
  }
}
