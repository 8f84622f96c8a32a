import AudioModel
import Foundation

/// How the tempo goes on over a seam.
///
/// What repeats after a time *t* before the seam repeats after *t / ratio* behind it: the
/// autocorrelations of the onsets on both sides are laid over each other on a logarithmic axis of
/// time, so that no beat needs to be named (after Gouyon & Dixon's use of autocorrelation, *Computer
/// Music Journal* 29, 2005).
package struct TempoMatch: Sendable, Hashable {
  /// The tempo behind the seam over that before it.
  package let ratio: Double
  /// How much better the two curves fit at that ratio than at 1, 0 to 2.
  package let evidence: Double

  /// What is heard of each side, in seconds: ours, some eight bars.
  static let heard = 20.0
  /// The repetitions that are compared, in seconds: a half beat to two bars.
  private static let lags = 0.25...5.0
  /// The step of the axis: 0.2 % of tempo; ours, a twentieth of what counts as the same (`Rhythm`).
  private static let step = 0.002
  /// The largest change that is looked for, as a step in logarithm: ours, 20 %, since from 25 % on
  /// one rhythm's beats can be another's.
  private static let reach = 0.18

  /// Compares two sides; `nil` where one is shorter than 5 s or has no onsets.
  package init?(before: SeamSide, after: SeamSide) {
    guard
      let one = Self.curve(OnsetStrength(before.song.spectra), before.last(Self.heard)),
      let other = Self.curve(OnsetStrength(after.song.spectra), after.first(Self.heard))
    else { return nil }
    let reach = Int(Self.reach / Self.step)
    let fits = (-reach...reach).map { shift -> Double in
      // At a shift of one step the repetitions behind the seam are 0.2 % shorter.
      var (product, first, second) = (0.0, 0.0, 0.0)
      for index in one.indices where other.indices.contains(index - shift) {
        product += one[index] * other[index - shift]
        first += one[index] * one[index]
        second += other[index - shift] * other[index - shift]
      }
      return product / ((first * second).squareRoot() + 1e-9)
    }
    guard let best = fits.indices.max(by: { fits[$0] < fits[$1] }) else { return nil }
    ratio = exp((Double(best - reach) + fits.vertex(at: best)) * Self.step)
    evidence = fits[best] - fits[reach]
  }

  /// The autocorrelation of the onsets over the logarithm of the lag, free of its slow course.
  private static func curve(_ onsets: OnsetStrength, _ range: TimeRange) -> [Double]? {
    guard range.duration >= 5 else { return nil }
    let rate = onsets.rate
    let frames = Int(range.start * rate)..<Int(range.end * rate)
    let count = Int(lags.upperBound * rate) + 2
    var sum = [Float](repeating: 0, count: count)
    for band in [onsets.full, onsets.kick, onsets.snare, onsets.high] {
      let part = frames.map { $0 < band.count ? band[$0] : 0 }
      for (lag, product) in Autocorrelation.sums(part, lags: count).enumerated() {
        sum[lag] += product / Float(part.count - lag)
      }
    }
    guard sum[0] > 1e-6 else { return nil }
    let trend = sum.movingAverage(width: Int(rate * 0.5) | 1)
    let flat = zip(sum, trend).map { $0 - $1 }
    let length = Int(log(lags.upperBound / lags.lowerBound) / step)
    return (0..<length).map { index in
      Double(
        flat.interpolated(at: lags.lowerBound * exp(Double(index) * step) * rate)) / Double(sum[0])
    }
  }
}
