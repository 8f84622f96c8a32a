/// What happens on each beat that tells a first beat from the others.
struct BeatCues {
  /// Change of chroma over half a bar, before against after.
  let harmony: [Float]
  /// Change of the bass's chroma over a beat, or two eighths.
  let bass: [Float]
  /// Change of timbre over a bar, and over four.
  let timbre: (short: [Float], long: [Float])
  /// Onset of a kick drum, and of a snare.
  let drums: (kick: [Float], snare: [Float])
}

extension BeatCues {
  /// The cues at beats in seconds, so many in a bar.
  init(at beats: [Double], beatsPerBar: Int, features: SpectralFeatures, onsets: OnsetStrength) {
    func rows(_ source: some FrameSource) -> [[Float]] {
      beats.indices.map { index in
        let next =
          index + 1 < beats.count
          ? beats[index + 1]
          : beats[index] + (index > 0 ? beats[index] - beats[index - 1] : 0.5)
        return source.mean(from: beats[index], to: next)
      }
    }
    func peaks(_ curve: [Float]) -> [Float] {
      beats.map { OnsetStrength.peak(of: curve, near: $0, rate: onsets.rate) }
    }
    let timbreRows = rows(features.compressedMel)
    harmony = Self.change(rows(ChromaFrames(features, ofBass: false)), over: (beatsPerBar + 1) / 2)
    bass = Self.change(rows(ChromaFrames(features, ofBass: true)), over: beatsPerBar / 3)
    timbre = (
      Self.change(timbreRows, over: beatsPerBar), Self.change(timbreRows, over: 4 * beatsPerBar)
    )
    drums = (peaks(onsets.kick), peaks(onsets.snare))
  }

  /// One minus the cosine between the means of so many unit rows before and after each beat.
  private static func change(_ rows: [[Float]], over reach: Int) -> [Float] {
    guard let width = rows.first?.count else { return [] }
    // Running sums, so that the reach costs nothing.
    var sums = [[Float](repeating: 0, count: width)]
    for (index, row) in rows.enumerated() {
      let norm = row.reduce(0) { $0 + $1 * $1 }.squareRoot() + 1e-9
      sums.append(zip(sums[index], row).map { $0 + $1 / norm })
    }
    func sum(_ range: Range<Int>) -> [Float] {
      zip(sums[range.upperBound], sums[range.lowerBound]).map { $0 - $1 }
    }
    return rows.indices.map { index in
      guard index > 0 else { return 0 }
      return 1
        - cosine(
          sum(max(0, index - reach)..<index), sum(index..<min(rows.count, index + reach)))
    }
  }
}
