import Foundation

/// Whether the pulses of a song go by threes or by twos, and so which metre it is in.
///
/// In a song that goes by threes, much repeats with every third pulse and little with every second or
/// fourth; otherwise it is the other way round, whatever the style.
struct MetreEstimate {
  /// The metre.
  let metre: Metre
  /// How many beats there are in a pulse of the clock.
  ///
  /// In 4/4 twice or half as many may be right: `MetricalLevel` decides that.
  let beatsPerPulse: Double
  /// How far threes are told from twos, 0 to 1.
  let confidence: Double

  /// Beats that go by threes, in beats per minute: from a slow waltz to the eighths of a fast 6/8.
  private static let tempi = 60.0...240.0
  /// The slowest eighths of 6/8, in beats per minute; slower ones are beats of 3/4.
  ///
  /// Ours: of songs of our own making 34 of 34 in 3/4 and 19 of 22 in 6/8 are told so.
  private static let slowestEighths = 125.0
  /// How much of the change with every six eighths there may be with every twelve.
  ///
  /// Ours: 0.4 at most in 6/8 and at least 0.8 in slow 12/8, in songs of our own making.
  private static let twelveEighths = 0.6

  /// By how much, in octaves, threes must lead, as 4/4 is usual.
  ///
  /// Ours: songs in 4/4 have -0.8 at most, generated ones 0.9, songs in 3/4 and 6/8 at least 1.1.
  private static let leastLead = 1.0

  /// The metre of a song, by what repeats in it.
  init(_ repetition: PulseRepetition, clock: PulseClock) {
    func tempo(_ beatsPerPulse: Double) -> Double { 60 * clock.frequency * beatsPerPulse }
    let straight = repetition.lead(ofThreesAt: 1)
    let divided = [1.5, 3].filter {
      repetition.isDivided(by: $0) && repetition.lead(ofThreesAt: $0) > Self.leastLead
    }
    let candidates =
      straight > Self.leastLead ? [repetition.isHalf ? 2 : 1, 1] : divided
    let beats = candidates.first { Self.tempi.contains(tempo($0)) }
    let lead = beats.map { repetition.lead(ofThreesAt: $0) } ?? straight
    confidence = 1 - exp2(-abs(lead - Self.leastLead))
    guard let beats else {
      (metre, beatsPerPulse) = (.fourFour, 1)
      return
    }
    let bars = { repetition.ofHarmony(cycles: beats / $0) }
    if tempo(beats) < Self.slowestEighths || bars(6) <= bars(3) {
      (metre, beatsPerPulse) = (.threeFour, beats)
    } else if bars(12) > Self.twelveEighths * bars(6) {
      (metre, beatsPerPulse) = (.fourFour, beats / 3)
    } else {
      (metre, beatsPerPulse) = (.sixEight, beats)
    }
  }
}
