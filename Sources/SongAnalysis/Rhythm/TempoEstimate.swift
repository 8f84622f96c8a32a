import Foundation

/// How long a beat is, from the autocorrelation of the onset strength.
///
/// A period is rated by the mean autocorrelation at its first eight multiples (all of them, so that
/// 3/2 of the tempo is no rival), times a log-normal preference for 110 beats per minute; then it
/// is refined on 4, 8, 16 and 32 beats, where an error shows.
package struct TempoEstimate: Sendable {
  /// The beat's length, in frames of the onset strength.
  package let period: Double
  /// How far the best tempo stands above the best of those that are no multiple of it, 0 to 1.
  package let confidence: Double

  /// Preferred tempo in beats per minute and the preference's width in octaves, found on annotated
  /// songs.
  private static let preferred = (tempo: 110.0, octaves: 0.55)
  private static let slowest = 50.0
  private static let fastest = 220.0
  private static let multiples = 8

  /// The tempo of an onset curve; `nil` where nothing repeats, as in silence or less than two
  /// seconds.
  package init?(_ onsets: OnsetStrength) {
    let rate = onsets.rate
    guard Double(onsets.full.count) > 2 * rate, onsets.full.contains(where: { $0 > 0 }) else {
      return nil
    }
    let longest = rate * 60 / Self.slowest * 34
    let correlation = Self.autocorrelation(onsets.full, lags: Int(longest) + 4)
    let smooth = Self.smoothed(correlation)
    let candidates = (0..<600).map { step -> (period: Double, score: Double) in
      let tempo = exp(
        log(Self.slowest) + log(Self.fastest / Self.slowest) * Double(step) / 599)
      let period = rate * 60 / tempo
      let sum = (1...Self.multiples).reduce(0.0) {
        $0 + Double(smooth.interpolated(at: period * Double($1)))
      }
      let distance = log2(tempo / Self.preferred.tempo) / Self.preferred.octaves
      return (period, max(0, sum / Double(Self.multiples)) * exp(-0.5 * distance * distance))
    }
    guard let best = candidates.max(by: { $0.score < $1.score }), best.score > 0 else { return nil }
    let rival = candidates.lazy.filter { !Self.isRelated($0.period, best.period) }.map(\.score)
      .max()
    confidence = min(1, max(0, 1 - (rival ?? 0) / best.score))
    period = Self.refined(best.period, correlation)
  }

  /// Whether two periods are the same beat counted differently: 1, 2, 3 or 4 in one, within 6 %.
  private static func isRelated(_ a: Double, _ b: Double) -> Bool {
    let ratio = max(a, b) / min(a, b)
    return [1.0, 1.5, 2, 3, 4].contains { abs(ratio / $0 - 1) < 0.06 }
  }

  private static func smoothed(_ values: [Float]) -> [Float] {
    values.indices.map { index in
      var sum: Float = 0
      for (offset, weight) in zip(-2...2, [Float(1), 2, 3, 2, 1]) {
        let at = index + offset
        if values.indices.contains(at) { sum += weight * values[at] }
      }
      return sum / 9
    }
  }

  private static func refined(_ start: Double, _ correlation: [Float]) -> Double {
    var period = start
    for beats in [4.0, 8, 16, 32] {
      let centre = period * beats
      let reach = max(2, period * (beats <= 8 ? 0.12 : 0.2))
      let first = Int(max(1, centre - reach))
      let end = min(correlation.count - 1, Int(centre + reach) + 1)
      guard end - first > 2 else { continue }
      guard let peak = (first..<end).max(by: { correlation[$0] < correlation[$1] }) else {
        continue
      }
      let (left, middle, right) = (correlation[peak - 1], correlation[peak], correlation[peak + 1])
      let shift = Double(0.5 * (left - right) / (left - 2 * middle + right - 1e-12))
      period = (Double(peak) + min(1, max(-1, shift))) / beats
    }
    return period
  }

  /// The normalised autocorrelation for lags from 0, by two transforms: the power spectrum is even,
  /// so transforming it forward once more is its inverse but for a factor.
  private static func autocorrelation(_ curve: [Float], lags: Int) -> [Float] {
    var length = 2
    while length < curve.count + min(lags, curve.count) { length *= 2 }
    let fft = RealFFT(length: length)
    let mean = curve.mean
    let power = fft.transform(
      { input in
        for index in input.indices { input[index] = index < curve.count ? curve[index] - mean : 0 }
      },
      { spectrum in
        (0..<length / 2 + 1).map { bin -> Float in
          let (re, im) = (spectrum[2 * bin], spectrum[2 * bin + 1])
          return re * re + im * im
        }
      })
    return fft.transform(
      { input in
        for index in input.indices { input[index] = power[min(index, length - index)] }
      },
      { spectrum in
        let scale = 1 / max(spectrum[0], .leastNormalMagnitude)
        return (0..<min(lags, curve.count, length / 2)).map { scale * spectrum[2 * $0] }
      })
  }
}
