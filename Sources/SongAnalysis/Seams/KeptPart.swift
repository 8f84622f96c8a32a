package import AudioModel
import Foundation

/// How far a part of a song is still the same in another, moment by moment, at a known lag.
package struct KeptPart: Hashable, Sendable {
  /// Where the two begin to differ for good, in seconds of the source; for a part that is kept to the
  /// end, from where on they agree.
  package let boundary: Double
  /// How much louder the kept part is in the result, in dB; `nil` where nothing is kept.
  package let gainInDB: Double?
  /// The level of what differs against that of the source, in dB, in the worst second of the kept
  /// part, below 900 Hz; `nil` where nothing is kept.
  package let worstSecondInDB: Double?

  private static let rate = Double(SongSketch.waveformRate)
  /// Samples from one moment to the next: 10 ms.
  private static let hop = 20
  /// Samples of a moment: 20 ms, a period of 50 Hz.
  private static let width = 40
  /// The level of a difference that is neither: ours, the middle between a coder's noise (−25 dB and
  /// less below 900 Hz, measured at 128 kbit/s) and other music (0 dB and more).
  private static let undecided = -9.0
  /// How much one moment may say, in dB: ours, so that a click does not outweigh what is around it.
  private static let voice = 6.0
  /// Moments so far below the source's mean power say nothing, in dB: what is left is a coder's
  /// choice.
  ///
  /// Ours, 20 dB below its noise.
  private static let silence = -45.0

  /// Compares a range of the source with the result, in which it lies `lag` seconds later.
  ///
  /// - Parameters:
  ///   - source: The song that was kept in part.
  ///   - range: Where to compare, in seconds of the source.
  ///   - result: The song that came back.
  ///   - lag: Seconds from a time of the source to that of the result.
  ///   - isSuffix: Whether what is kept is the end of the range rather than its start.
  package init(
    of source: SongSketch, _ range: TimeRange, in result: SongSketch, lag: Double,
    isSuffix: Bool = false
  ) {
    let first = Int((range.start * Self.rate).rounded())
    let count = max(0, Int((range.end * Self.rate).rounded()) - first)
    let own = source.samples(first..<first + count)
    let place = Double(first) + lag * Self.rate
    let theirs = Self.samples(of: result, from: place, count: count)
    let gain = Self.gain(own, theirs)
    let moments = Self.moments(own, theirs, gain: gain)
    var votes = moments.map(\.vote)
    if isSuffix { votes.reverse() }
    var (sum, least, kept) = (0.0, 0.0, 0)
    for (index, vote) in votes.enumerated() {
      sum += vote
      if sum < least { (least, kept) = (sum, index + 1) }
    }
    let keptSeconds =
      kept == votes.count
      ? Double(count) / Self.rate : kept == 0 ? 0 : Double(kept * Self.hop) / Self.rate
    boundary = isSuffix ? range.end - keptSeconds : range.start + keptSeconds
    let same = isSuffix ? moments.suffix(kept) : moments.prefix(kept)
    guard kept > 0 else {
      (gainInDB, worstSecondInDB) = (nil, nil)
      return
    }
    gainInDB = 20 * log10(Double(gain))
    worstSecondInDB = Self.worstSecond(Array(same))
  }

  private struct Moment {
    let energy: Double
    let difference: Double
    let vote: Double
  }

  private static func moments(_ own: [Float], _ theirs: [Float], gain: Float) -> [Moment] {
    let power = own.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(max(1, own.count))
    let floor = power * Double(width) * pow(10, silence / 10) + 1e-12
    return stride(from: 0, to: own.count - width + 1, by: hop).map { start in
      var (energy, other, difference) = (0.0, 0.0, 0.0)
      for index in start..<start + width {
        let (a, b) = (gain * own[index], theirs[index])
        energy += Double(a) * Double(a)
        other += Double(b) * Double(b)
        difference += Double(b - a) * Double(b - a)
      }
      let scale = Double(gain * gain)
      guard max(energy, other) > floor * scale else {
        return Moment(energy: energy, difference: difference, vote: 0)
      }
      let level = 10 * log10((difference + 1e-12) / (max(energy, floor * scale) + 1e-12))
      return Moment(
        energy: energy, difference: difference, vote: min(voice, max(-voice, level - undecided)))
    }
  }

  /// The factor that brings the source nearest to the result, from the stretches that agree.
  ///
  /// The median over seconds, so that a part which differs has no say.
  private static func gain(_ own: [Float], _ theirs: [Float]) -> Float {
    let second = SongSketch.waveformRate
    let gains = stride(from: 0, to: own.count, by: second).compactMap { start -> Float? in
      let range = start..<min(own.count, start + second)
      var (product, energy, other): (Double, Double, Double) = (0, 0, 0)
      for index in range {
        product += Double(own[index]) * Double(theirs[index])
        energy += Double(own[index]) * Double(own[index])
        other += Double(theirs[index]) * Double(theirs[index])
      }
      guard energy > 1e-8 * Double(range.count), product * product > 0.5 * energy * other,
        product > 0
      else { return nil }
      return Float(product / energy)
    }
    return gains.isEmpty ? 1 : gains.median
  }

  private static func worstSecond(_ moments: [Moment]) -> Double? {
    let second = SongSketch.waveformRate / hop
    let mean = moments.reduce(0) { $0 + $1.energy } / Double(max(1, moments.count))
    let levels = stride(from: 0, to: moments.count, by: second).compactMap { start -> Double? in
      let part = moments[start..<min(moments.count, start + second)]
      let energy = part.reduce(0) { $0 + $1.energy }
      let difference = part.reduce(0) { $0 + $1.difference }
      // Quiet seconds count against the mean: their noise is heard no more than anywhere.
      let least = max(energy, 0.01 * mean * Double(part.count))
      return least > 0 ? 10 * log10(difference / least + 1e-12) : nil
    }
    return levels.max()
  }

  /// Samples of the result from a place between two of them on, by a Hann-windowed sinc of 17.
  private static func samples(of result: SongSketch, from place: Double, count: Int) -> [Float] {
    let first = Int(place.rounded())
    let offset = place - Double(first)
    guard abs(offset) > 1e-3 else { return result.samples(first..<first + count) }
    let reach = 8
    let around = result.samples((first - reach)..<(first + count + reach + 1))
    let weights = (-reach...reach).map { index -> Float in
      let t = Double(index) - offset
      let sinc = abs(t) < 1e-9 ? 1 : sin(.pi * t) / (.pi * t)
      return Float(sinc * (0.5 + 0.5 * cos(.pi * t / Double(reach + 1))))
    }
    return (0..<count).map { index in
      around.withUnsafeBufferPointer { around in
        weights.withUnsafeBufferPointer { weights in
          guard let around = around.baseAddress, let weights = weights.baseAddress else { return 0 }
          return scalarProduct(around + index, weights, count: 2 * reach + 1)
        }
      }
    }
  }
}
