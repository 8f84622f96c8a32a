import Foundation

/// The end of the mix: a compressor for the loud parts and a curve that no peak gets beyond.
struct MasterBus {
  /// Behind the compressor; set by measuring so that songs come out near −13 LUFS.
  private static let gain: Float = 1.6
  /// Above this root mean square, two decibels in give one out.
  private static let threshold: Float = 0.14

  private let attack: Float
  private let release: Float
  private var power: Float = 0
  private var left: Tone
  private var right: Tone

  /// A bus with an attack of 10 ms and a release of 180 ms.
  init(sampleRate: Double) {
    attack = Float(1 - exp(-1 / (0.01 * sampleRate)))
    release = Float(1 - exp(-1 / (0.18 * sampleRate)))
    left = Tone(sampleRate: sampleRate)
    right = left
  }

  /// Compresses and limits two channels of the same length in place.
  mutating func process(
    left: UnsafeMutableBufferPointer<Float>, right: UnsafeMutableBufferPointer<Float>
  ) {
    for frame in left.indices {
      let (l, r) = (left[frame], right[frame])
      let now = 0.5 * (l * l + r * r)
      power += (now > power ? attack : release) * (now - power)
      let level = power.squareRoot()
      // A ratio of 2: the gain is the square root of threshold / level.
      let gain = level > Self.threshold ? (Self.threshold / level).squareRoot() : 1
      left[frame] = Mixer.ceiling * saturated(self.left.next(l * gain) * Self.gain)
      right[frame] = Mixer.ceiling * saturated(self.right.next(r * gain) * Self.gain)
    }
  }
}

/// The tone control of one channel of the bus.
private struct Tone {
  private var floor: OnePole
  private var treble: OnePole

  init(sampleRate: Double) {
    // Nothing below the lowest string is wanted, least of all a constant offset.
    floor = OnePole(cutoff: 20 / sampleRate)
    treble = OnePole(cutoff: 3500 / sampleRate)
  }

  /// The next frame, with 5 dB more at the top.
  mutating func next(_ input: Float) -> Float {
    let sample = floor.high(input)
    return sample + 0.8 * treble.high(sample)
  }
}

/// A curve that is straight for small values and never beyond ±1.
///
/// x(27 + x²) / (27 + 9x²) follows the hyperbolic tangent and reaches 1 at 3.
package func saturated(_ value: Float) -> Float {
  let x = min(max(value, -3), 3)
  return x * (27 + x * x) / (27 + 9 * x * x)
}
