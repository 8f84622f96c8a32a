import Foundation

/// The true peak of samples by band-limited interpolation at 32 times the rate, where it can be.
///
/// The reference for a meter that oversamples by four: a sinc over 64 samples on either side, under
/// a Kaiser window of β = 8 (80 dB down, flat up to 0.48 of the rate). All of a song would take
/// minutes, so it is done only in the spans that a rough reading at twice the rate finds the
/// loudest.
struct BandLimitedPeak {
  private static let factor = 32
  private static let reach = 64
  private static let spanLength = 64
  private static let spanCount = 50

  /// For each place between two samples the weights of the `2 · reach` around it.
  private let phases: [[Float]] = (0..<factor).map { phase in
    let place = Double(phase) / Double(factor)
    return (0..<2 * reach).map { index in
      let distance = Double(index - reach + 1) - place
      let inside = 1 - pow(distance / Double(reach), 2)
      let window = inside > 0 ? bessel(8 * inside.squareRoot()) / bessel(8) : 0
      let angle = Double.pi * distance
      return Float(window * (distance == 0 ? 1 : sin(angle) / angle))
    }
  }

  /// The peak over all channels, in dBTP.
  func inDecibels(of channels: [[Float]]) -> Double {
    let peaks = channels.map { samples in
      samples.withUnsafeBufferPointer { samples in
        loudestSpans(of: samples).map { peak(of: samples, from: $0) }.max() ?? 0
      }
    }
    return 20 * log10(Double(peaks.max() ?? 0))
  }

  /// Where the loudest spans begin.
  private func loudestSpans(of samples: UnsafeBufferPointer<Float>) -> [Int] {
    var spans: [(start: Int, level: Float)] = []
    var highest: Float = 0
    for start in stride(from: 2, to: samples.count - Self.spanLength - 2, by: Self.spanLength) {
      var size: Float = 0
      for frame in start..<start + Self.spanLength { size = max(size, abs(samples[frame])) }
      highest = max(highest, size)
      // No signal that is worth a look exceeds its samples by more than 6 dB.
      if size > highest / 2 {
        spans.append((start, roughPeak(of: samples, from: start, atLeast: size)))
      }
    }
    return spans.sorted { $0.level > $1.level }.prefix(Self.spanCount).map(\.start)
  }

  /// The largest size at samples and at the middles between them, by Lagrange's cubic.
  private func roughPeak(
    of samples: UnsafeBufferPointer<Float>, from start: Int, atLeast size: Float
  ) -> Float {
    var level = size
    for frame in start..<start + Self.spanLength {
      let inner = samples[frame] + samples[frame + 1]
      let outer = samples[frame - 1] + samples[frame + 2]
      level = max(level, abs(9 * inner - outer) / 16)
    }
    return level
  }

  /// The largest size in one span; before and after the song there is silence.
  private func peak(of samples: UnsafeBufferPointer<Float>, from start: Int) -> Float {
    let first = start - Self.reach + 1
    let around = (first..<start + Self.spanLength + Self.reach).map {
      samples.indices.contains($0) ? samples[$0] : 0
    }
    var peak: Float = 0
    around.withUnsafeBufferPointer { around in
      for phase in phases {
        phase.withUnsafeBufferPointer { weights in
          for frame in 0..<Self.spanLength {
            var sum: Float = 0
            var index = 0
            while index < weights.count {
              sum += weights[index] * around[frame + index]
              index += 1
            }
            peak = max(peak, abs(sum))
          }
        }
      }
    }
    return peak
  }

  /// The modified Bessel function of the first kind and order zero, by its power series.
  private static func bessel(_ x: Double) -> Double {
    var (term, sum) = (1.0, 1.0)
    for index in 1...30 {
      term *= (x / 2) * (x / 2) / Double(index * index)
      sum += term
    }
    return sum
  }
}
