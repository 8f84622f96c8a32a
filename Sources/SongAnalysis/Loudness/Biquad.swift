import Foundation

/// A second-order recursive filter, `y = b0 x + b1 x' + b2 x″ − a1 y' − a2 y″`.
struct Biquad: Hashable, Sendable {
  /// Coefficient of the present input.
  let b0: Double
  /// Coefficient of the input one frame ago.
  let b1: Double
  /// Coefficient of the input two frames ago.
  let b2: Double
  /// Coefficient of the output one frame ago, with the sign of the difference equation's left side.
  let a1: Double
  /// Coefficient of the output two frames ago, with the sign of the difference equation's left side.
  let a2: Double

  /// The gain in decibels at a frequency in cycles a frame, from 0 to 0.5.
  func gainInDecibels(atCyclesPerFrame cycles: Double) -> Double {
    let angle = 2 * Double.pi * cycles
    let (c1, s1) = (cos(angle), sin(angle))
    let (c2, s2) = (cos(2 * angle), sin(2 * angle))
    let (upReal, upImaginary) = (b0 + b1 * c1 + b2 * c2, b1 * s1 + b2 * s2)
    let (downReal, downImaginary) = (1 + a1 * c1 + a2 * c2, a1 * s1 + a2 * s2)
    return 10
      * log10(
        (upReal * upReal + upImaginary * upImaginary)
          / (downReal * downReal + downImaginary * downImaginary))
  }
}
