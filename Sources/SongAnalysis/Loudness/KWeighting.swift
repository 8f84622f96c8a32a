import Foundation

/// The frequency weighting of loudness: a shelf for the head, then a high-pass.
///
/// ITU-R BS.1770-5, Annex 1, Tables 1 and 2 give the two filters as coefficients for 48 kHz, and
/// ask of other rates the same frequency response. Both filters are therefore described here by the
/// analogue prototypes that the bilinear transform turns into those very tables; the six numbers
/// were found by undoing the transform. At 48 kHz all coefficients agree with the tables to 1e-12.
///
/// The gain of the high-pass is that of its table, whose numerator is 1, −2, 1 and therefore not
/// quite that of a prototype with unit gain; it is held at every rate. (Taking 1, −2, 1 as the
/// numerator at every rate, as is often done, reads 0.22 dB high at 8 kHz and 0.02 dB low at 96
/// kHz.)
///
/// The bilinear transform compresses the top of the band, so near half the rate the response
/// differs from that at 48 kHz: up to a quarter of the rate by 0.25 dB at 8 kHz, 0.07 dB at 16 kHz
/// and 0.03 dB at 22.05 kHz; from 44.1 kHz on by less than 0.01 dB up to 20 kHz.
struct KWeighting: Hashable, Sendable {
  /// The shelf: about +4 dB above 2 kHz, for the acoustic effect of the head.
  let shelf: Biquad
  /// The high-pass: 12 dB an octave below 38 Hz.
  let highPass: Biquad

  /// The lowest sample rate at which the shelf can be made, in hertz.
  ///
  /// Its corner, 1682 Hz, must stay clear of half the rate; no audio format in use lies below 8
  /// kHz.
  static let lowestSampleRate = 4000.0

  /// The weighting for a sample rate in hertz, or `nil` below `lowestSampleRate`.
  init?(sampleRate: Double) {
    guard sampleRate >= Self.lowestSampleRate else { return nil }
    shelf = Self.shelf(sampleRate: sampleRate)
    highPass = Self.highPass(sampleRate: sampleRate)
  }

  /// The rate for which the standard prints its tables, in hertz.
  private static let tableRate = 48_000.0

  private static func shelf(sampleRate: Double) -> Biquad {
    let cornerInHertz = 1681.974450955533
    let quality = 0.7071752369554196
    let highGain = pow(10, 3.999843853973347 / 20)
    let bandGain = pow(highGain, 0.4996667741545416)
    let warped = tan(Double.pi * cornerInHertz / sampleRate)
    let (linear, square) = (warped / quality, warped * warped)
    let scale = 1 / (1 + linear + square)
    return Biquad(
      b0: (highGain + bandGain * linear + square) * scale,
      b1: 2 * (square - highGain) * scale,
      b2: (highGain - bandGain * linear + square) * scale,
      a1: 2 * (square - 1) * scale,
      a2: (1 - linear + square) * scale)
  }

  private static func highPass(sampleRate: Double) -> Biquad {
    let cornerInHertz = 38.13547087602444
    let quality = 0.5003270373238773
    func denominator(_ rate: Double) -> (linear: Double, square: Double, sum: Double) {
      let warped = tan(Double.pi * cornerInHertz / rate)
      let (linear, square) = (warped / quality, warped * warped)
      return (linear, square, 1 + linear + square)
    }
    let (linear, square, sum) = denominator(sampleRate)
    let gain = denominator(tableRate).sum / sum
    return Biquad(
      b0: gain, b1: -2 * gain, b2: gain,
      a1: 2 * (square - 1) / sum, a2: (1 - linear + square) / sum)
  }

  /// The gain of both filters together at a frequency in hertz, in decibels.
  func gainInDecibels(atHertz frequency: Double, sampleRate: Double) -> Double {
    let cycles = frequency / sampleRate
    return shelf.gainInDecibels(atCyclesPerFrame: cycles)
      + highPass.gainInDecibels(atCyclesPerFrame: cycles)
  }
}
