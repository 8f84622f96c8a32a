import Foundation
import TestSupport

/// Toy music at a low rate: a beat of noise, a bass and chords that change every bar.
struct ToyTake {
  static let sampleRate = 8000

  /// From beat to beat, in seconds.
  var beat = 0.5
  /// By how many semitones everything is moved.
  var transposition = 0.0
  /// Decides the noise, so that two takes of the same music are not the same samples.
  var seed: UInt64 = 1
  /// The beat that the music begins with.
  var firstBeat = 0.0

  /// So many seconds of it.
  func samples(seconds: Double) -> [Float] {
    let rate = Double(Self.sampleRate)
    let noise = Signals.noise(amplitude: 1, frameCount: Int(seconds * rate), seed: seed)
    // I, vi, IV, V in C.
    let roots = [60.0, 57, 65, 67]
    return noise.indices.map { frame in
      let time = Double(frame) / rate
      let place = time / beat + firstBeat
      let since = (place - place.rounded(.down)) * beat
      let isKick = Int(place) % 2 == 0
      let root = roots[Int(place / 4) % 4] + transposition
      let third: Double = Int(place / 4) % 4 == 1 ? 3 : 4
      // Between the beats there is a hiss, as in any recording.
      var sample = (0.01 + 0.3 * exp(-since * 30)) * Double(noise[frame])
      if isKick { sample += 0.5 * exp(-since * 20) * sin(2 * .pi * 60 * since) }
      for (number, interval) in [0, third, 7, -12].enumerated() {
        let frequency = 440 * pow(2, (root + interval - 69) / 12)
        let phase = Double(seed) * Double(number + 1)
        sample += 0.06 * sin(2 * .pi * frequency * time + phase)
      }
      return Float(0.6 * sample)
    }
  }
}
