/// From where on a deviation is heard, by kind: a severity of 1.
///
/// Those that are "ours" were set once for all songs, between what right and wrong splices of
/// annotated songs measure (`benchmarks/seams`); the figures are from 18 of each kind.
enum SeamTolerance {
  /// A lag of a kept part, in milliseconds: what the check promises to measure.
  static let lag = 1.0
  /// What differs in a kept part, in dB.
  ///
  /// Ours: coded once more at 160 kbit/s it is −18 at most; other music has 0 and more.
  static let residual = -10.0
  /// The same in the worst second, below 900 Hz: ours, as `residual`.
  static let worstSecond = -8.0
  /// From where on a kept part is other music, in dB: half its power.
  static let otherMusic = -3.0
  /// How far from the asked place a result may leave the source, in seconds.
  ///
  /// Ours: the place is found to 20 ms, and a sixteenth note at 150 beats a minute lasts 100.
  static let place = 0.1
  /// How far from it a result is not what was asked for, in seconds: providers that round do it to
  /// whole seconds.
  static let otherPlace = 1.0
  /// The evidence for another place of the beat.
  ///
  /// Ours: right splices have 0, those half a beat off 0.1 in nine of ten.
  static let beatEvidence = 0.08
  /// The evidence for another place of the bar line: ours, right splices have 0.25 at most.
  static let barEvidence = 0.3
  /// A change of tempo, in natural logarithm.
  ///
  /// Listeners notice 2 % in a regular beat (Drake & Botte, *Perception & Psychophysics* 54, 1993).
  static let tempo = 0.02
  /// The evidence that goes with it: ours, right splices have 0, other tempi 0.87 and more.
  static let tempoEvidence = 0.3
  /// The evidence for another key: ours, right splices have 0, nine of ten other keys 0.1.
  static let keyEvidence = 0.03
  /// How much deeper than usual a hole at the seam is, in dB.
  ///
  /// Ours: right splices have 7 at most, gaps of 20 ms 13.5 at least.
  static let gap = 10.0
  /// An excess of level, in dB: ours, half of the 3 dB that shall be told from none.
  static let level = 1.5
  /// The deviation of the level offset for each dB of distance in colour: ours, of right splices.
  static let offsetDeviation = 0.45
  /// The deviation of a loudness step between sections, in LU: ours, 1.9 on 24 right splices.
  static let stepDeviation = 2.0
}
