package import AudioModel
import Foundation

/// Makers of samples whose properties are known because they are made from them.
package enum Signals {
  /// A sine, `amplitude · sin(2π · frequency · n / rate + phase)`.
  package static func sine(
    frequencyInHertz frequency: Double, amplitude: Double, phaseInDegrees phase: Double = 0,
    frameCount: Int, sampleRate: Double
  ) -> [Float] {
    let (step, start) = (2 * Double.pi * frequency / sampleRate, phase * Double.pi / 180)
    // The count of an uninitialized array is written, even that of the one empty array of all.
    guard frameCount > 0 else { return [] }
    return [Float](unsafeUninitializedCapacity: frameCount) { samples, count in
      for frame in 0..<frameCount {
        samples[frame] = Float(amplitude * sin(step * Double(frame) + start))
      }
      count = frameCount
    }
  }

  /// White noise, evenly spread over ±`amplitude`, the same for the same seed.
  package static func noise(amplitude: Float, frameCount: Int, seed: UInt64) -> [Float] {
    guard frameCount > 0 else { return [] }
    var generator = SeededGenerator(seed: seed)
    return [Float](unsafeUninitializedCapacity: frameCount) { samples, count in
      for frame in 0..<frameCount {
        // The upper 24 bits, as a fraction of ±1.
        let fraction = Float(generator.next() >> 40) / Float(1 << 23) - 1
        samples[frame] = amplitude * fraction
      }
      count = frameCount
    }
  }

  /// Digital silence.
  package static func silence(frameCount: Int) -> [Float] {
    [Float](repeating: 0, count: frameCount)
  }

  /// A signal times a factor.
  package static func scaled(_ samples: [Float], by factor: Float) -> [Float] {
    samples.map { $0 * factor }
  }

  /// A signal under the raised cosine that begins and ends at zero.
  package static func tapered(_ samples: [Float]) -> [Float] {
    samples.indices.map { index in
      let place = (Double(index) + 0.5) / Double(samples.count)
      return samples[index] * Float(0.5 - 0.5 * cos(2 * Double.pi * place))
    }
  }

  /// The factor of a level: 10^(level/20).
  package static func amplitude(ofDecibels level: Double) -> Double { pow(10, level / 20) }

  /// Samples by channel, cut into blocks of the given lengths, over and over.
  ///
  /// - Precondition: At least one length is above zero.
  package static func blocks(
    _ channels: [[Float]], format: AudioFormat, lengths: [Int]
  ) -> [AudioBlock] {
    precondition(lengths.contains { $0 > 0 }, "no progress with lengths \(lengths)")
    var (blocks, start, turn): ([AudioBlock], Int, Int) = ([], 0, 0)
    let total = channels.first?.count ?? 0
    while start < total {
      let end = min(total, start + lengths[turn % lengths.count])
      blocks.append(AudioBlock(format: format, channels: channels.map { Array($0[start..<end]) }))
      (start, turn) = (end, turn + 1)
    }
    return blocks
  }
}

/// A small generator with a seed: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// A generator that gives the same numbers for the same seed.
  package init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }
}
