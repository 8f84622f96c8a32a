import Foundation

/// How likely somebody sings, bar by bar, without a model of voices.
///
/// The level of the tones in the middle of the stereo field, smoothed over 1.5 s, parted into low
/// and high by Otsu's threshold (*IEEE Trans. SMC* 9, 1979). It ranks bars well (area under the curve
/// .99 on real songs, .84 on rendered ones); the threshold fails where an instrument leads from the
/// middle.
struct VocalPresence {
  /// From 0 (surely no voice) to 1, a number for each bar.
  let bars: [Float]
  /// How far the parting means a voice, 0 to 1: not where the levels do not part well.
  let reliability: Float

  /// The deviation of the Gaussian that smooths the level, in seconds.
  ///
  /// Ours: with 0.5 and 1.05 the last chorus is found within 3 s in one of fifty annotated songs
  /// more or fewer, with lyrics and without.
  private static let deviation = 0.75
  /// Levels so far below the loudest count as silence, in nepers of power.
  ///
  /// Ours: of 50 annotated songs with lyrics two last choruses fewer are found within 3 s with 3.5,
  /// three with 7.
  private static let range: Float = 5
  /// At most so much of a song is sung: beyond it, a threshold only parts sound from silence.
  ///
  /// Ours: of 50 annotated songs with lyrics four last choruses fewer are found within 3 s with
  /// 0.7, one more with no limit.
  private static let mostSung = 0.85
  /// The share of the variance that lies between the two classes, from no to full reliability; ours,
  /// measured on 41 songs with known melodies: below 0.6 the area under the curve is 0.7 in the mean,
  /// above 0.65 it is 0.9.
  private static let parting: ClosedRange<Float> = 0.5...0.65

  init(_ features: SpectralFeatures, bars grid: BarGrid) {
    let levels = Self.levels(features, deviation: Self.deviation)
    let ends = [grid.lines[0], grid.lines[grid.count]].map {
      min(levels.count, Int(($0 * features.melRate).rounded(.up)))
    }
    let music = Array(levels[ends[0]..<ends[1]])
    let (threshold, parting) = Self.otsuThreshold(music)
    let width = max(0.35, 0.5 * (music.percentile(0.9) - threshold))
    let presence = levels.map { 1 / (1 + exp(-1.5 * ($0 - threshold) / width)) }
    let (least, most) = (Self.parting.lowerBound, Self.parting.upperBound)
    reliability = min(1, max(0, (parting - least) / (most - least)))
    bars = zip(grid.lines, grid.lines.dropFirst()).map { start, end in
      let first = min(max(0, presence.count - 1), Int(start * features.melRate))
      let last = min(presence.count, max(first + 1, Int(end * features.melRate)))
      return first < last ? presence[first..<last].mean : 0
    }
  }

  /// The natural logarithm of the centre's power for each frame of the mel spectra, smoothed by a
  /// Gaussian of that deviation in seconds, and held where it is silence next to the loudest.
  static func levels(_ features: SpectralFeatures, deviation: Double) -> [Float] {
    let centre = features.centre
    let power = (0..<centre.frameCount).map { powf(10, centre[$0, 0] / 10) }
    let sigma = deviation * features.melRate
    let smooth = SmoothingKernel(deviation: sigma, reach: Int(3 * sigma)).smooth(power).map {
      log($0 + 1e-12)
    }
    let floor = smooth.percentile(0.98) - range
    return smooth.map { max($0, floor) }
  }

  /// The threshold that parts values into two classes of greatest distance, with at most `mostSung`
  /// of them above it, and the share of the variance that is between the classes; 0 of one value.
  private static func otsuThreshold(_ values: [Float]) -> (threshold: Float, parting: Float) {
    guard let low = values.min(), let high = values.max(), high > low else {
      return (values.first ?? 0, 0)
    }
    let bins = 64
    var histogram = [Double](repeating: 0, count: bins)
    for value in values {
      histogram[min(bins - 1, Int(Float(bins) * (value - low) / (high - low)))] += 1
    }
    func centre(_ bin: Int) -> Double {
      Double(low) + (Double(bin) + 0.5) / Double(bins) * Double(high - low)
    }
    let total = Double(values.count)
    let mean = histogram.indices.reduce(0) { $0 + histogram[$1] / total * centre($1) }
    let variance = histogram.indices.reduce(0) {
      $0 + histogram[$1] / total * pow(centre($1) - mean, 2)
    }
    var (weight, sum, best, threshold) = (0.0, 0.0, 0.0, low)
    for bin in 0..<bins - 1 {
      weight += histogram[bin] / total
      sum += histogram[bin] / total * centre(bin)
      guard 1 - weight <= mostSung else { continue }
      let between = pow(mean * weight - sum, 2) / (weight * (1 - weight) + 1e-12)
      if between > best { (best, threshold) = (between, Float(centre(bin))) }
    }
    return (threshold, Float(best / variance))
  }
}
