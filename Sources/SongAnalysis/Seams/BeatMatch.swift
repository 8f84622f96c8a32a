import AudioModel
import Foundation

/// How the beat goes on over a seam.
///
/// The onsets behind the seam are correlated with those before it, band by band, at every distance
/// in time; distances of whole beats (and whole bars) should fit best. What fits better is the error.
package struct BeatMatch: Sendable, Hashable {
  /// How much later the beats behind the seam come than those before it let expect, in seconds; from
  /// minus half a beat to half a beat.
  package let beatError: Double
  /// How much better the beats fit at that error than where they should be, 0 to 1 of the range
  /// between the best and the worst fit.
  package let beatEvidence: Double
  /// The same for whole bars, in beats: from minus half a bar to half a bar.
  package let barError: Double
  /// The evidence for that.
  package let barEvidence: Double

  /// What is heard of each side, in seconds: ours, some four bars.
  private static let heard = 10.0
  /// What is near enough to be right, in seconds: ours, three frames of the onset strength.
  private static let tolerance = 0.035

  /// Compares two sides, given the time from beat to beat in seconds and the beats of a bar; `nil`
  /// where one is shorter than 3 s or silent.
  package init?(before: SeamSide, after: SeamSide, beat: Double, beatsPerBar: Int) {
    let (one, other) = (OnsetStrength(before.song.spectra), OnsetStrength(after.song.spectra))
    let (early, late) = (before.last(Self.heard), after.first(Self.heard))
    guard min(early.duration, late.duration) >= 3, beat > 0.1 else { return nil }
    // Both curves are read at the rate of the first, from the seam on.
    let rate = one.rate
    let counts = (Int(early.duration * rate), Int(late.duration * rate))
    let total = counts.0 + counts.1
    var products = [Float](repeating: 0, count: total)
    let correlator = CrossCorrelation(count: total)
    for (a, b) in zip(
      [one.full, one.kick, one.snare, one.high], [other.full, other.kick, other.snare, other.high])
    {
      let past = (0..<counts.0).map {
        a.interpolated(at: early.end * rate - Double(counts.0 - $0))
      }
      let next = (0..<counts.1).map {
        b.interpolated(at: (late.start + Double($0) / rate) * other.rate)
      }
      let (pastMean, nextMean) = (past.mean, next.mean)
      let sums = correlator.correlation(
        past.map { $0 - pastMean }, next.map { $0 - nextMean })
      // The first frame behind the seam is one frame from the last before it.
      for distance in products.indices {
        let lag = distance - counts.0
        products[distance] += sums[lag < 0 ? lag + sums.count : lag]
      }
    }
    guard products.contains(where: { abs($0) > 1e-6 }) else { return nil }
    let beats = Self.fold(products, period: beat * rate)
    let bars = Self.fold(products, period: Double(beatsPerBar) * beat * rate)
    let near = Self.tolerance * rate
    let ofBeat = Self.error(beats, near: near)
    let ofBar = Self.error(bars, near: near)
    beatError = ofBeat.error / rate
    beatEvidence = ofBeat.evidence
    barError = ofBar.error / rate / beat
    barEvidence = ofBar.evidence
  }

  /// The sum of a curve over whole periods, for each deviation of minus half a period to half of it.
  private static func fold(_ curve: [Float], period: Double) -> [Double] {
    let half = Int(period / 2)
    return (-half...half).map { deviation in
      var (sum, place) = (0.0, period)
      while place + period / 2 < Double(curve.count) {
        sum += Double(curve.interpolated(at: place + Double(deviation)))
        place += period
      }
      return sum
    }
  }

  private static func error(
    _ fits: [Double], near: Double
  ) -> (error: Double, evidence: Double) {
    let middle = fits.count / 2
    guard let best = fits.indices.max(by: { fits[$0] < fits[$1] }), let worst = fits.min(),
      fits[best] > worst
    else { return (0, 0) }
    let reach = min(middle, Int(near))
    let expected = fits[middle - reach...middle + reach].max() ?? 0
    return (
      Double(best - middle) + fits.vertex(at: best),
      (fits[best] - expected) / (fits[best] - worst)
    )
  }
}
