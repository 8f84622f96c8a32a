import Foundation

/// A low-pass filter of 12 dB per octave whose cutoff may move while it runs.
///
/// The state-variable filter with trapezoidal integration: V. Zavalishin, "The Art of VA Filter
/// Design", section 4.
package struct LowPass {
  private var first: Float = 0
  private var second: Float = 0
  private var gains: (a1: Float, a2: Float, a3: Float) = (0, 0, 0)
  private let damping: Float

  /// A filter at rest; a damping of 1.41 has no peak at the cutoff, a smaller one has.
  package init(cutoff: Double, damping: Double = 1.41) {
    self.damping = Float(damping)
    setCutoff(cutoff)
  }

  /// Moves the cutoff, given as a part of the sampling rate.
  mutating func setCutoff(_ cutoff: Double) {
    let warped = Float(tan(Double.pi * min(max(cutoff, 1e-4), 0.45)))
    gains.a1 = 1 / (1 + warped * (warped + damping))
    gains.a2 = warped * gains.a1
    gains.a3 = warped * gains.a2
  }

  /// The next frame of the output.
  package mutating func next(_ input: Float) -> Float {
    let high = input - second
    let band = gains.a1 * first + gains.a2 * high
    let low = second + gains.a2 * first + gains.a3 * high
    first = 2 * band - first
    second = 2 * low - second
    return low
  }
}

/// A resonance with a gain of 1 at its centre: one formant of a voice, one ring of a cymbal.
///
/// The band-pass biquad of R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter
/// coefficients" (constant 0 dB peak gain).
struct Resonator {
  private let input: Float
  private let feedback: (one: Float, two: Float)
  private var state: (one: Float, two: Float) = (0, 0)

  /// A resonance whose centre and width are given as parts of the sampling rate.
  init(centre: Double, bandwidth: Double) {
    let angle = 2 * Double.pi * min(max(centre, 1e-4), 0.45)
    let alpha = sin(angle) * min(0.9, bandwidth / (2 * max(centre, 1e-4)))
    input = Float(alpha / (1 + alpha))
    feedback = (Float(-2 * cos(angle) / (1 + alpha)), Float((1 - alpha) / (1 + alpha)))
  }

  /// The next frame of the output.
  mutating func next(_ value: Float) -> Float {
    let driven = input * value
    let output = driven + state.one
    state.one = state.two - feedback.one * output
    state.two = -driven - feedback.two * output
    return output
  }
}

/// A gentle filter of 6 dB per octave.
struct OnePole {
  private let coefficient: Float
  private var state: Float = 0

  /// A low-pass whose cutoff is a part of the sampling rate.
  init(cutoff: Double) { coefficient = Float(1 - exp(-2 * Double.pi * min(cutoff, 0.45))) }

  /// What lies below the cutoff.
  mutating func low(_ input: Float) -> Float {
    state += coefficient * (input - state)
    return state
  }

  /// What lies above the cutoff.
  mutating func high(_ input: Float) -> Float { input - low(input) }
}
