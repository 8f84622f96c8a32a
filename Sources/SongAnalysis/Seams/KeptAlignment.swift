import Foundation

/// Where a part of one song lies in another, found on their thin waveforms.
package struct KeptAlignment: Hashable, Sendable {
  /// What is added to a time of the source to get the time in the result, in seconds.
  package let lag: Double
  /// How alike the two are there, −1 to 1: the correlation, averaged over stretches of 8 s.
  package let likeness: Double

  private static let rate = Double(SongSketch.waveformRate)
  /// Samples of a stretch: 8.2 s; ours, so that no loud part of a song speaks for all of it.
  private static let stretch = 1 << 14
  /// How far a part that should be in its place may have moved, in seconds: ours, a hundred times
  /// what a coder's delay is.
  private static let reach = 2.0
  /// The likeness of what is certainly the same recording, for the shortest overlap too.
  ///
  /// Ours: coded again it is above 0.95, and other music of the same song hardly gets beyond 0.6.
  package static let sameRecording = 0.8
  /// The longest part that a continuation is thought to repeat of the song, in seconds: ours, some
  /// three sections.
  private static let longestOverlap = 60.0
  /// The shortest, in seconds: ours, as less than a beat could be alike by chance.
  private static let shortestOverlap = 0.5

  /// The lag, near `expected` seconds, at which a range of the source is most like the result.
  ///
  /// `nil` where the source is silent or there is nothing to compare.
  package init?(
    of source: SongSketch, from start: Double, to end: Double, in result: SongSketch,
    near expected: Double = 0
  ) {
    let reach = Int(Self.reach * Self.rate)
    let correlator = CrossCorrelation(count: 2 * Self.stretch + 2 * reach)
    var sum = [Double](repeating: 0, count: 2 * reach + 1)
    var stretches = 0.0
    let shift = Int((expected * Self.rate).rounded())
    let last = Int(end * Self.rate)
    for first in stride(from: Int(start * Self.rate), to: last, by: Self.stretch) {
      let part = source.samples(first..<min(last, first + Self.stretch))
      let around = result.samples(
        (first + shift - reach)..<(first + shift + part.count + reach))
      let energy = Self.energies(around, width: part.count)
      let own = part.reduce(0.0) { $0 + Double($1) * Double($1) }
      let floor = 1e-8 * Double(part.count)
      guard own > floor else { continue }
      let products = correlator.correlation(part, around)
      for index in sum.indices {
        sum[index] += Double(products[index]) / (own * max(energy[index], floor)).squareRoot()
      }
      stretches += 1
    }
    guard stretches > 0, let top = sum.indices.max(by: { sum[$0] < sum[$1] }) else { return nil }
    lag = (Double(top + shift - reach) + sum.vertex(at: top)) / Self.rate
    likeness = sum[top] / stretches
  }

  /// The lag at which the result begins inside the source, some time before `end`.
  ///
  /// `nil` where the start of the result is no repetition of what ends there.
  package init?(tail result: SongSketch, of source: SongSketch, before end: Double) {
    let last = Int(end * Self.rate)
    let count = min(last, Int(Self.longestOverlap * Self.rate))
    let part = source.samples((last - count)..<last)
    let start = result.samples(0..<min(count, result.waveform.count))
    guard start.count >= Int(Self.shortestOverlap * Self.rate) else { return nil }
    let products = CrossCorrelation(count: part.count + start.count).correlation(start, part)
    let (ends, begins) = (Self.cumulated(part), Self.cumulated(start))
    var likenesses = [Double](repeating: 0, count: count)
    for overlap in Int(Self.shortestOverlap * Self.rate)...start.count where overlap < count {
      let energy = (ends[count] - ends[count - overlap]) * begins[overlap]
      let floor = 1e-8 * Double(overlap)
      guard energy > floor * floor else { continue }
      likenesses[overlap] = Double(products[count - overlap]) / energy.squareRoot()
    }
    guard let overlap = likenesses.indices.max(by: { likenesses[$0] < likenesses[$1] }),
      likenesses[overlap] >= Self.sameRecording
    else { return nil }
    lag = (Double(overlap) + likenesses.vertex(at: overlap) - Double(last)) / Self.rate
    likeness = likenesses[overlap]
  }

  private static func cumulated(_ samples: [Float]) -> [Double] {
    var sums = [0.0]
    sums.reserveCapacity(samples.count + 1)
    var sum = 0.0
    for sample in samples {
      sum += Double(sample) * Double(sample)
      sums.append(sum)
    }
    return sums
  }

  /// The energy of each run of `width` samples.
  private static func energies(_ samples: [Float], width: Int) -> [Double] {
    let sums = cumulated(samples)
    return (0...(samples.count - width)).map { sums[$0 + width] - sums[$0] }
  }
}
