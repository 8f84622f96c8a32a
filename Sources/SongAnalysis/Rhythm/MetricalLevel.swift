import Foundation

/// Which pulses are the beats: how many make half a beat, and which is the first.
///
/// Every way to count the pulses in bars of eight half-beats is compared with what popular music
/// does in a bar: the kick drum on 1 and 3, the backbeat of snare and high frequencies on 2 and 4,
/// a new chord and bass note on 1, less often on 3. Each counts the same. A tempo that is half or double the beat puts the backbeat in the wrong places. To that comes the
/// preference of listeners for tempi near 112 beats per minute.
struct MetricalLevel {
  /// Half a beat, in pulses.
  let halfBeat: Int
  /// The first pulse that is a beat.
  let firstBeat: Int

  /// Half-beats in a bar.
  private static let places = 8
  /// What each cue is expected to be at each half-beat of a bar; scaled below to mean 0, length 1.
  private static let kick = expectation([1, 0, 0, 0, 0.6, 0, 0, 0])
  private static let backbeat = expectation([0, 0, 1, 0, 0, 0, 1, 0])
  private static let onBeat = expectation([1, 0, 1, 0, 1, 0, 1, 0])
  private static let change = expectation([1, 0, 0.1, 0, 0.35, 0, 0.1, 0])
  /// Tempi that are considered, in beats per minute.
  private static let tempi = 48.0...220.0
  /// The geometric mean of the tempi of 912 songs (Nieto et al., *The Harmonix Set*, ISMIR 2019), in
  /// beats per minute, and their deviation in octaves: 0.33 there, wider here for other music.
  private static let preferred = (tempo: 112.0, octaves: 0.4)

  /// The beats among the pulses of a song.
  ///
  /// Onsets tell beats from off-beats, but are no help for the level: they part any two levels of
  /// the pulse.
  init(_ pulses: PulseGrid, cues: PulseCues) {
    let level: [Expectation] = [
      (Self.kick, cues.kick), (Self.backbeat, cues.snare), (Self.backbeat, cues.high),
      (Self.change, cues.harmony), (Self.change, cues.bass),
    ]
    var best = (score: -Double.infinity, halfBeat: 1)
    for halfBeat in [1, 2, 4, 8] {
      let tempo = 60 / (2 * Double(halfBeat) * pulses.period)
      guard Self.tempi.contains(tempo) else { continue }
      let distance = log2(tempo / Self.preferred.tempo) / Self.preferred.octaves
      let score = Self.bestCount(level, halfBeat: halfBeat).fit - 0.5 * distance * distance
      if score > best.score { best = (score, halfBeat) }
    }
    halfBeat = best.halfBeat
    let phase = level + [(Self.onBeat, cues.onset)]
    firstBeat = Self.bestCount(phase, halfBeat: halfBeat).first % (2 * halfBeat)
  }

  /// What a cue is expected to be at each half-beat of a bar, and what it is at each pulse.
  private typealias Expectation = (expected: [Float], found: [Float])

  /// The first pulse of the count that fits all expectations best, and how well it does.
  private static func bestCount(
    _ expectations: [Expectation], halfBeat: Int
  ) -> (first: Int, fit: Double) {
    let bar = places * halfBeat
    // The mean of each cue at each pulse of the bar, then one product for each count.
    let profiles = expectations.map { expectation in
      (0..<bar).map { place in
        stride(from: place, to: expectation.found.count, by: bar).lazy
          .map { expectation.found[$0] }.mean
      }
    }
    let fits = (0..<bar).map { first in
      zip(expectations, profiles).reduce(0.0) { sum, pair in
        let (expectation, profile) = pair
        return sum
          + (0..<places).reduce(0.0) { sum, place in
            sum + Double(expectation.expected[place] * profile[(first + place * halfBeat) % bar])
          }
      }
    }
    let first = fits.indices.max { fits[$0] < fits[$1] } ?? 0
    return (first, fits[first])
  }

  private static func expectation(_ values: [Float]) -> [Float] {
    let mean = values.mean
    let centred = values.map { $0 - mean }
    let length = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return centred.map { $0 / length }
  }
}
