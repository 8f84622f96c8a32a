import Foundation

/// A note that is sounding: it renders itself, part by part, until it is over.
package protocol SoundingNote {
  /// Writes the next frames of the note over the buffer; `false` when it is over with them.
  mutating func render(into out: UnsafeMutableBufferPointer<Float>) -> Bool
}

/// The sound of a keyboard or a synthesizer: a wavetable, a filter, an envelope.
struct Patch: Sendable {
  var table: Wavetable
  /// Further oscillators at these distances, in cents.
  var detune: [Double] = []
  var shape = Envelope.Shape()
  /// Where the cutoff starts and where it goes, as multiples of the pitch.
  var brightness: (start: Double, end: Double) = (12, 6)
  /// The time constant of the cutoff, in seconds.
  var darkening = 0.3
  /// The damping of the filter; small values sing at the cutoff.
  var damping = 1.41
  /// The depth of the vibrato in cents.
  var vibrato = 0.0
  var level: Float = 0.3

  /// A grand piano, roughly: bright when struck, dark when it rings.
  static let piano = Patch(
    table: .hammered, detune: [1.2],
    shape: .init(attack: 0.002, decay: 0.9, sustain: 0.02, release: 0.12),
    brightness: (24, 4), darkening: 0.35, level: 0.42)
  /// Three saws, detuned, for chords.
  static let stab = Patch(
    table: .saw, detune: [-9, 11],
    shape: .init(attack: 0.003, decay: 0.35, sustain: 0.35, release: 0.09),
    brightness: (16, 5), darkening: 0.16, level: 0.28)
  /// Slow and dull, to fill the background.
  static let pad = Patch(
    table: .saw, detune: [7], shape: .init(attack: 0.25, decay: 1, sustain: 0.85, release: 0.3),
    brightness: (3, 4.5), darkening: 1, level: 0.16)
  /// A short and light pluck.
  static let pluck = Patch(
    table: .square, shape: .init(attack: 0.002, decay: 0.14, sustain: 0, release: 0.08),
    brightness: (12, 2), darkening: 0.1, level: 0.34)
  /// A synthesizer's lead.
  static let lead = Patch(
    table: .saw, detune: [8], shape: .init(attack: 0.012, decay: 0.5, sustain: 0.7, release: 0.1),
    brightness: (8, 5), darkening: 0.4, damping: 0.9, vibrato: 12, level: 0.22)
  /// An electric bass.
  static let bass = Patch(
    table: .saw, shape: .init(attack: 0.004, decay: 0.5, sustain: 0.55, release: 0.04),
    brightness: (14, 5), darkening: 0.12, level: 0.5)
  /// A synthesizer's bass.
  static let subBass = Patch(
    table: .square, detune: [4],
    shape: .init(attack: 0.003, decay: 0.6, sustain: 0.7, release: 0.05),
    brightness: (10, 4), darkening: 0.1, damping: 0.8, level: 0.42)
}

/// A note played with a patch.
struct TonalNote: SoundingNote {
  private let patch: Patch
  private let velocity: Float
  private let sampleRate: Double
  /// The pitch as a part of the sampling rate.
  private let frequency: Double
  private var oscillators: [Oscillator]
  private var envelope: Envelope
  private var filter: LowPass
  private var age = 0

  /// A note of a MIDI pitch, held for some frames.
  init(
    _ patch: Patch, pitch: Double, velocity: Float, heldFrames: Int, sampleRate: Double,
    random: inout RandomStream
  ) {
    self.patch = patch
    self.velocity = velocity
    self.sampleRate = sampleRate
    frequency = 440 * exp2((pitch - 69) / 12) / sampleRate
    oscillators = []
    for cents in [0] + patch.detune {
      oscillators.append(
        Oscillator(
          patch.table, frequency: frequency * exp2(cents / 1200), phase: random.unit()))
    }
    envelope = Envelope(patch.shape, heldFrames: heldFrames, sampleRate: sampleRate)
    filter = LowPass(cutoff: frequency * patch.brightness.start, damping: patch.damping)
  }

  mutating func render(into out: UnsafeMutableBufferPointer<Float>) -> Bool {
    out.update(repeating: 0)
    var (filter, envelope) = (filter, envelope)
    defer { (self.filter, self.envelope) = (filter, envelope) }
    // Cutoff and vibrato move every 64 frames, 1.5 ms at 44.1 kHz.
    for start in stride(from: 0, to: out.count, by: 64) {
      let part = UnsafeMutableBufferPointer(rebasing: out[start..<min(start + 64, out.count)])
      let seconds = Double(age) / sampleRate
      let bend =
        patch.vibrato > 0
        ? exp2(patch.vibrato / 1200 * min(1, 3 * seconds) * sin(2 * .pi * 5.4 * seconds)) : 1
      for index in oscillators.indices {
        oscillators[index].add(to: part, bend: bend)
      }
      let fading = exp(-seconds / patch.darkening)
      let (bright, dark) = patch.brightness
      // A soft touch is also a dark one.
      let touch = 0.55 + 0.45 * Double(velocity)
      filter.setCutoff(frequency * touch * (dark + (bright - dark) * fading))
      let gain = patch.level * velocity
      for frame in part.indices {
        part[frame] = filter.next(part[frame]) * envelope.next() * gain
      }
      age += part.count
    }
    return !envelope.isOver
  }
}
