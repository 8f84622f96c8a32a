/// A song's tempo, beats and bars; times in seconds, rounded to a millisecond.
public struct RhythmReport: Codable, Hashable, Sendable {
  /// Beats per minute, of the beats that are listed; `null` where no pulse could be found.
  @NullWhenNil public var tempoInBPM: Double?
  /// How far the tempo can be trusted, 0 to 1.
  public let confidence: Double
  /// Beats per bar: 4, 3, or 6 where the beats are the eighths of 6/8; `null` where there are none.
  @NullWhenNil public var beatsPerBar: Int?
  /// How far the metre and the place of the bar lines can be trusted, 0 to 1.
  public let metreConfidence: Double
  /// Every beat.
  public let beats: [Double]
  /// The first beat of every bar.
  public let downbeats: [Double]

  /// The place of the bar lines is unsure below this `metreConfidence`: on 50 annotated songs they
  /// were wrong in 4 of 13 below it, and in 6 of 37 above.
  package static let leastMetreConfidence = 0.35

  /// A report of values in full precision, which it rounds.
  public init(
    tempoInBPM: Double?, confidence: Double, beatsPerBar: Int?, metreConfidence: Double,
    beats: [Double], downbeats: [Double]
  ) {
    self.tempoInBPM = tempoInBPM?.rounded(toDecimals: 2)
    self.confidence = confidence.rounded(toDecimals: 2)
    self.beatsPerBar = beatsPerBar
    self.metreConfidence = metreConfidence.rounded(toDecimals: 2)
    self.beats = beats.map { $0.rounded(toDecimals: 3) }
    self.downbeats = downbeats.map { $0.rounded(toDecimals: 3) }
  }

  private enum CodingKeys: String, CodingKey {
    case confidence
    case tempoInBPM = "tempo_bpm"
    case beatsPerBar = "beats_per_bar"
    case metreConfidence = "metre_confidence"
    case beats = "beats_s"
    case downbeats = "downbeats_s"
  }
}
