import Foundation

/// What happens on each pulse that tells beats from what lies between; each in standard deviations
/// of the song.
struct PulseCues {
  /// Onset of a kick drum.
  let kick: [Float]
  /// Onset in many bands at once, as of a snare.
  let snare: [Float]
  /// Onset above 6.2 kHz, as of hi-hats and snares.
  let high: [Float]
  /// Onset in all bands.
  let onset: [Float]
  /// Change of chroma from the second before to the second after.
  let harmony: [Float]
  /// The same of the bass.
  let bass: [Float]

  /// The cues at times in seconds.
  init(at times: [Double], features: SpectralFeatures, onsets: OnsetStrength) {
    func peaks(_ curve: [Float]) -> [Float] {
      Self.standardized(times.map { OnsetStrength.peak(of: curve, near: $0, rate: onsets.rate) })
    }
    kick = peaks(onsets.kick)
    snare = peaks(onsets.broadband)
    high = peaks(onsets.high)
    onset = peaks(onsets.full)
    harmony = Self.standardized(Self.change(times, ChromaFrames(features, ofBass: false)))
    bass = Self.standardized(Self.change(times, ChromaFrames(features, ofBass: true)))
  }

  /// One minus the cosine of the means over 1 s before and after each time.
  private static func change(_ times: [Double], _ chroma: ChromaFrames) -> [Float] {
    let sums = RunningMeans(chroma)
    return times.map { time in
      1 - cosine(sums.mean(from: time - 1, to: time), sums.mean(from: time, to: time + 1))
    }
  }

  private static func standardized(_ values: [Float]) -> [Float] {
    let (mean, deviation) = (values.mean, values.standardDeviation + 1e-9)
    return values.map { ($0 - mean) / deviation }
  }
}

/// Sums of a source from its start, so that a mean over any stretch costs the same.
private struct RunningMeans {
  private let source: ChromaFrames
  private var sums: [[Float]]

  init(_ source: ChromaFrames) {
    self.source = source
    var row = [Float](repeating: 0, count: source.width)
    sums = [row]
    for frame in 0..<source.frameCount {
      let values = (0..<source.width).map { source.value(frame: frame, column: $0) }
      // Loud frames count no more than soft ones.
      let norm = values.reduce(0) { $0 + $1 * $1 }.squareRoot() + 1e-6
      for column in row.indices { row[column] += values[column] / norm }
      sums.append(row)
    }
  }

  /// The mean direction of the rows between two times, unscaled.
  func mean(from start: Double, to end: Double) -> [Float] {
    zip(sum(at: end), sum(at: start)).map { $0 - $1 }
  }

  private func sum(at time: Double) -> [Float] {
    let place = min(max(0, time * source.rate + source.lead), Double(sums.count - 1))
    let index = min(Int(place), max(0, sums.count - 2))
    let part = Float(place - Double(index))
    guard index + 1 < sums.count else { return sums[index] }
    return zip(sums[index], sums[index + 1]).map { $0 + part * ($1 - $0) }
  }
}
