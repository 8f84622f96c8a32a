import AudioModel
import Foundation
import SongAnalysis

/// How well the kept part of a song was kept, sample by sample, in excerpts spread over it.
struct KeptSound: Hashable, Sendable {
  /// What is added to a time of the source to get that of the result, in seconds.
  let lag: Double
  /// How much louder the result is, in dB.
  let gainInDB: Double
  /// The level of the difference against that of the source, in dB, after lag and gain.
  let residualInDB: Double

  /// How many excerpts are compared: ours, 6 s of sound.
  private static let count = 40
  /// The grid on which excerpts begin and end, in seconds: whole frames at all usual rates.
  private static let grid = 0.04
  /// The length of an excerpt, in steps of the grid.
  private static let length = 4
  /// What is left out before the end of the kept part, in seconds.
  ///
  /// A cross-over of some milliseconds belongs to the seam, and a frame of MP3 or AAC spreads it
  /// over its window of 26 to 48 ms.
  static let margin = 0.05
  /// How far around a known lag the exact one is looked for, in seconds.
  private static let reach = 0.0025

  /// The places of the excerpts in a stretch of the source; empty where it is too short.
  static func places(in range: TimeRange) -> [TimeRange] {
    let first = Int((range.start / grid).rounded(.up))
    let last = Int((range.end / grid).rounded(.down)) - length
    guard first <= last else { return [] }
    let count = min(Self.count, 1 + (last - first) / length)
    return (0..<count).map { index in
      let step = count == 1 ? last : first + (last - first) * index / (count - 1)
      return TimeRange(start: Double(step) * grid, end: Double(step + length) * grid)
    }
  }

  /// Where the result must be read for the excerpts at some places of the source.
  static func counterparts(of places: [TimeRange], lag: Double) -> [TimeRange] {
    let shift = (lag / grid).rounded() * grid
    return places.map { place in
      let end = place.end + shift + grid
      return TimeRange(start: max(0, min(end, place.start + shift - grid)), end: max(0, end))
    }
  }

  /// Compares excerpts of the source with their counterparts; `nil` where all are silent.
  init?(_ source: Excerpts, _ result: Excerpts, places: [TimeRange], lag: Double, from index: Int) {
    let rate = source.sampleRate
    var pairs: [(own: [Float], theirs: [Float], offset: Int)] = []
    let counterparts = Self.counterparts(of: places, lag: lag)
    for (number, place) in places.enumerated() {
      let theirs = Self.resampled(
        result.samples[index + number], from: result.sampleRate, to: rate)
      // Where in `theirs` the source's excerpt begins if there is no lag.
      let offset = Int(((place.start - counterparts[number].start) * rate).rounded())
      pairs.append((source.samples[index + number], theirs, offset))
    }
    let middle = Int((lag * rate).rounded())
    let reach = Int(Self.reach * rate)
    let fits = (middle - reach...middle + reach).map { shift -> Double in
      pairs.reduce(0) { $0 + Self.product($1.own, $1.theirs, at: $1.offset + shift) }
    }
    guard let best = fits.indices.max(by: { fits[$0] < fits[$1] }) else { return nil }
    let shift = middle - reach + best
    let product = fits[best]
    let energy = pairs.reduce(0) { $0 + $1.own.reduce(0) { $0 + Double($1) * Double($1) } }
    guard energy > 0, product > 0 else { return nil }
    let gain = product / energy
    var difference = 0.0
    for pair in pairs {
      for (index, sample) in pair.own.enumerated() {
        let place = index + pair.offset + shift
        let theirs = pair.theirs.indices.contains(place) ? Double(pair.theirs[place]) : 0
        let step = theirs - gain * Double(sample)
        difference += step * step
      }
    }
    self.lag = (Double(shift) + fits.vertex(at: best)) / rate
    gainInDB = 20 * log10(gain)
    residualInDB = 10 * log10(max(difference / (gain * gain * energy), 1e-12))
  }

  private static func product(_ own: [Float], _ theirs: [Float], at offset: Int) -> Double {
    let first = max(0, -offset)
    let last = min(own.count, theirs.count - offset)
    guard first < last else { return 0 }
    return own.withUnsafeBufferPointer { own in
      theirs.withUnsafeBufferPointer { theirs in
        var sum: Float = 0
        for index in first..<last { sum += own[index] * theirs[index + offset] }
        return Double(sum)
      }
    }
  }

  private static func resampled(_ samples: [Float], from: Double, to: Double) -> [Float] {
    guard from != to else { return samples }
    var resampler = Resampler(from: Int(from.rounded()), to: Int(to.rounded()))
    var output: [Float] = []
    resampler.process(samples, into: &output)
    resampler.finish(into: &output)
    return output
  }
}
