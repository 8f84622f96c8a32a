import AudioModel
import Foundation
import TestSupport

@testable import SongAnalysis

/// A song of drums, bass and chords in any metre, at any tempo, whose beats are therefore known.
struct ToyGroove {
  /// What plays on a beat.
  enum Part {
    case kick, snare, hat, bass, chord
  }

  /// Beats in a bar.
  let beatsPerBar: Int
  /// Who plays at each half-beat of the bar.
  let pattern: [[Part]]
  /// Roots of the chords, one a bar, in semitones above A2; the progression repeats.
  var roots = [0, 5, 7, 3, 0, 8, 5, 7]
  /// From which beat on the count is how far ahead: beats are lost there, or won below 0.
  var jump = (beat: 0, by: 0)
  let beats: [Double]
  let format = AudioFormat(sampleRate: 16_000, channelCount: 1)

  static let backbeat = ToyGroove.Pattern(
    beatsPerBar: 4,
    parts: [
      [.kick, .bass, .chord, .hat], [.hat], [.snare, .hat], [.hat],
      [.kick, .bass, .hat], [.hat], [.snare, .hat], [.hat],
    ])
  static let openHats = ToyGroove.Pattern(
    beatsPerBar: 4,
    parts: [
      [.kick, .bass, .chord], [.hat, .hat, .hat], [.kick], [.hat, .hat, .hat],
      [.kick, .bass], [.hat, .hat, .hat], [.kick], [.hat, .hat, .hat],
    ])
  static let waltz = ToyGroove.Pattern(
    beatsPerBar: 3, parts: [[.bass], [], [.chord], [], [.chord], []])
  static let drummedWaltz = ToyGroove.Pattern(
    beatsPerBar: 3,
    parts: [[.kick, .bass, .chord], [.hat], [.snare, .hat], [.hat], [.snare, .hat], [.hat]])
  static let slowSix = ToyGroove.Pattern(
    beatsPerBar: 6,
    parts: [
      [.kick, .bass, .chord, .hat], [], [.hat], [], [.hat], [],
      [.snare, .hat], [], [.hat], [], [.hat], [],
    ])
  static let arpeggioInSix = ToyGroove.Pattern(
    beatsPerBar: 6,
    parts: [
      [.bass, .chord], [], [.chord], [], [.chord], [], [.bass, .chord], [], [.chord], [],
      [.chord], [],
    ])

  /// Slow 12/8, written in eighths: four beats of three, the second and the fourth with a snare.
  static let slowTwelve = ToyGroove.Pattern(
    beatsPerBar: 12,
    parts: [
      [.kick, .bass, .chord, .hat], [], [.hat], [], [.hat], [],
      [.snare, .hat], [], [.hat], [], [.hat], [],
      [.kick, .bass, .hat], [], [.hat], [], [.hat], [],
      [.snare, .hat], [], [.hat], [], [.hat], [],
    ])

  static let ticks = ToyGroove.Pattern(
    beatsPerBar: 4, parts: [[.hat], [], [.hat], [], [.hat], [], [.hat], []])

  /// Who plays where in a bar.
  struct Pattern {
    let beatsPerBar: Int
    let parts: [[Part]]
  }

  /// So many bars of a pattern, at tempi in beats per minute by the place in the song, 0 to 1.
  init(_ pattern: Pattern, bars: Int, tempo: (Double) -> Double) {
    beatsPerBar = pattern.beatsPerBar
    self.pattern = pattern.parts
    let count = bars * pattern.beatsPerBar
    var times = [0.5]
    for beat in 0..<count {
      times.append(times[beat] + 60 / tempo(Double(beat) / Double(count)))
    }
    beats = times
  }

  var downbeats: [Double] {
    beats.indices.dropLast().filter { count(of: $0) % beatsPerBar == 0 }.map { beats[$0] }
  }

  /// How many beats there would be before one if none were lost or won.
  private func count(of beat: Int) -> Int { beat < jump.beat ? beat : beat + jump.by }

  /// The features of the song.
  func features() -> SpectralFeatures {
    var analyzer = SpectralAnalyzer(format: format)
    for block in Signals.blocks([samples()], format: format, lengths: [8192]) {
      analyzer.process(block)
    }
    return analyzer.finish()
  }

  /// All samples of the song.
  func samples() -> [Float] {
    let rate = format.sampleRate
    var song = [Float](repeating: 0, count: Int(((beats.last ?? 0) + 1) * rate))
    let noise = Signals.noise(amplitude: 1, frameCount: 4000, seed: 5)
    func add(_ start: Double, _ length: Double, _ sample: (Int) -> Double) {
      let first = Int(start * rate)
      for n in 0..<Int(length * rate) where first + n < song.count {
        song[first + n] += Float(sample(n))
      }
    }
    func note(_ semitones: Int, at start: Double, length: Double, level: Double) {
      let step = 2 * Double.pi * 110 * pow(2, Double(semitones) / 12) / rate
      add(start, length) { n in
        let t = Double(n)
        return level * (sin(step * t) + 0.4 * sin(2 * step * t)) * exp(-t / rate)
      }
    }
    for (index, start) in beats.dropLast().enumerated() {
      let length = beats[index + 1] - start
      let count = count(of: index)
      let root = roots[count / beatsPerBar % roots.count]
      for half in 0..<2 {
        let time = start + Double(half) * length / 2
        let place = 2 * (count % beatsPerBar) + half
        /// Until the same part plays again.
        func sustained(_ part: Part) -> Double {
          let next = (1...pattern.count).first {
            pattern[(place + $0) % pattern.count].contains(part)
          }
          return Double(next ?? 1) * length / 2
        }
        for part in pattern[place] {
          switch part {
          case .kick:
            add(time, 0.15) { 0.4 * sin(2 * .pi * 60 * Double($0) / rate) * exp(-Double($0) / 600) }
          case .snare:
            add(time, 0.12) { 0.2 * Double(noise[$0]) * exp(-Double($0) / 400) }
          case .hat:
            // The difference of noise is brighter than noise.
            add(time, 0.05) {
              0.05 * Double(noise[$0 + 1] - noise[$0]) * exp(-Double($0) / 150)
            }
          case .bass:
            note(root - 12, at: time, length: sustained(.bass), level: 0.2)
          case .chord:
            for interval in [0, 4, 7] {
              note(root + interval + 12, at: time, length: sustained(.chord), level: 0.08)
            }
          }
        }
      }
    }
    return song
  }
}
