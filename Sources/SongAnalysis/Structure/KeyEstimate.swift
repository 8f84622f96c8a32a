/// The key of a whole song: the tonal profile that correlates best with its mean chroma.
///
/// Profiles of Krumhansl & Kessler (*Psychological Review* 89, 1982), whose ratings of the twelve
/// tones these are.
struct KeyEstimate {
  private static let major: [Float] = [
    6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88,
  ]
  private static let minor: [Float] = [
    6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17,
  ]
  private static let names = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]

  /// Chroma of less than this in the mean is no music; ours: songs have about 30, a steady sine 7, a
  /// single click in half a minute of silence 0.02.
  private static let leastMean: Float = 0.1

  /// The key, and its lead over the runner-up as confidence; `nil` where nothing is pitched.
  let report: KeyReport?

  init(_ features: SpectralFeatures) {
    let chroma = ChromaFrames(features, ofBass: false).mean(from: 0, to: features.duration)
    guard chroma.mean > Self.leastMean, chroma.standardDeviation > 1e-6 else {
      report = nil
      return
    }
    let candidates = (0..<12).flatMap { tonic -> [(name: String, fit: Float)] in
      let rotated = (0..<12).map { chroma[($0 + tonic) % 12] }
      return [
        (Self.names[tonic] + " major", Self.correlation(rotated, Self.major)),
        (Self.names[tonic] + " minor", Self.correlation(rotated, Self.minor)),
      ]
    }.sorted { $0.fit > $1.fit }
    // A lead of 0.2 in correlation is as clear as keys get: relative keys share six of seven tones.
    let lead = (candidates[0].fit - candidates[1].fit) / 0.2
    report = KeyReport(name: candidates[0].name, confidence: Double(min(1, max(0, lead))))
  }

  private static func correlation(_ a: [Float], _ b: [Float]) -> Float {
    let (meanA, meanB) = (a.mean, b.mean)
    return cosine(a.map { $0 - meanA }, b.map { $0 - meanB })
  }
}
