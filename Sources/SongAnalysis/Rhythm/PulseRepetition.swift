import Foundation

/// What repeats in a song with how many of its pulses: onsets of all bands, of the kick drum, of the
/// snare and of cymbals, changes of harmony and of bass.
struct PulseRepetition {
  /// Changes of harmony are looked for so many times a second.
  ///
  /// Ours: with 14 and 28 annotated songs have the same beats and bars.
  private static let changeRate = 20.0
  /// The stretch before and after that a change is between, in seconds.
  ///
  /// Ours: with 0.35 and 0.7 annotated songs have the same beats and bars.
  private static let changeReach = 0.5
  /// How much more a pulse must repeat than 4/3 of it to be one.
  ///
  /// Ours: straight songs have 1.1 at most where they are divided by 3/2 or 3, songs that go by threes
  /// 1.4 at least, in songs of our own making.
  private static let clarity = 1.25

  private let onset: PulseFold
  private let harmony: [PulseFold]
  private let all: [PulseFold]

  /// The repetition of a song.
  init(
    _ clock: PulseClock, chroma: (all: RunningChroma, bass: RunningChroma), onsets: OnsetStrength
  ) {
    let ofOnsets = PulseFold.folds(
      of: [onsets.full, onsets.kick, onsets.broadband, onsets.high], rate: onsets.rate,
      clock: clock)
    let changes = [chroma.all, chroma.bass].map { chroma in
      let changes = (0..<Int(chroma.duration * Self.changeRate)).map {
        chroma.change(at: Double($0) / Self.changeRate, reach: Self.changeReach)
      }
      let trend = changes.movingAverage(width: Int(4 * Self.changeReach * Self.changeRate) | 1)
      return zip(changes, trend).map { max(0, $0 - $1) }
    }
    onset = ofOnsets[0]
    harmony = PulseFold.folds(of: changes, rate: Self.changeRate, clock: clock)
    all = ofOnsets + harmony
  }

  /// How much more repeats with every third than with every second and fourth of a pulse, in octaves;
  /// above 0 where the pulse goes by threes.
  ///
  /// The pulse is so many times as fast as the clock's.
  func lead(ofThreesAt factor: Double) -> Double {
    let threes = (sum(factor / 3) + sum(2 * factor / 3)) / 2
    let twos = (sum(factor / 2) + sum(factor / 4) + sum(3 * factor / 4)) / 3
    return log2(max(threes, .leastNormalMagnitude) / max(twos, .leastNormalMagnitude))
  }

  /// Whether the clock counts every second of the pulses that go by threes: a third of these then
  /// repeats, and the clock's own pulse does not.
  ///
  /// The factor 0.8 is ours: songs of our own making have 0.7 at most or 0.84 at least.
  var isHalf: Bool { 2 * sum(1) < 0.8 * (sum(2.0 / 3) + sum(4.0 / 3)) }

  /// Whether there is a pulse so many times as fast as the clock's, and no mere harmonic of it.
  func isDivided(by factor: Double) -> Bool {
    let pulse =
      onset.coherence(cyclesPerPulse: factor)
      + onset.coherence(cyclesPerPulse: 2 * factor)
    let other =
      onset.coherence(cyclesPerPulse: 4 * factor / 3)
      + onset.coherence(cyclesPerPulse: 8 * factor / 3)
    return pulse > Self.clarity * other
  }

  /// How much harmony and bass change so many times in a pulse.
  func ofHarmony(cycles: Double) -> Double {
    harmony.reduce(0) { $0 + $1.coherence(cyclesPerPulse: cycles) }
  }

  private func sum(_ cycles: Double) -> Double {
    all.reduce(0) { $0 + $1.coherence(cyclesPerPulse: cycles) }
  }
}
