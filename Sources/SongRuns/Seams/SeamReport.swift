package import SongAnalysis

/// What the seam check says of one result: the published JSON object `segue.seam/1`.
///
/// Names are stable and carry their units; `null` means "not measurable". Times are of the result
/// unless a name says otherwise.
package struct SeamReport: Sendable, Hashable, Codable {
  /// The name and version of this shape.
  package private(set) var schema = "segue.seam/1"
  /// The song that was sent, as the caller named its file.
  package let source: String
  /// The song that came back, as the caller named its file.
  package let result: String
  /// What a listener would say.
  package let verdict: Verdict
  /// How good the seam is, 0 to 1, above 0.5 for a clean one.
  ///
  /// Candidates are ranked by it.
  package let score: Double
  /// Why the verdict is not better, in words, the worst first; and what else is to be known.
  package let reasons: [String]
  /// What the result is; `null` where nothing of the kept part was found in it.
  @NullWhenNil package var holds: Extent?
  /// How the start of the source, and the end where one was to be kept, were kept.
  package let kept: [KeptReport]
  /// Where new music meets kept music, in order of time: one for an extend, two for an inpaint.
  package let seams: [Seam]
  /// How the new music compares with what sounds like it in the source.
  package let newPart: NewPart
  /// The time of the source at which the result really leaves it, in seconds.
  @NullWhenNil package var cropUsed: Double?
  /// Whether that is the 180 s at which some providers clamp.
  package let isClamped: Bool

  /// What a listener would say of a seam.
  package enum Verdict: String, Codable, Hashable, Sendable, CaseIterable {
    /// One would not know where it is.
    case clean
    /// One can hear it.
    case audible
    /// It is not the song that was asked for.
    case broken
  }

  /// How much of the song a result is.
  package enum Extent: String, Codable, Hashable, Sendable {
    /// The new song from its start.
    case whole
    /// The continuation alone, perhaps with a little of what is before it.
    case tail
  }

  /// How one part of the source was kept.
  package struct KeptReport: Sendable, Hashable, Codable {
    /// Which part: the start or the end of the source.
    package let part: Part
    /// How much later it comes than in the source, in milliseconds; in a tail, than where the tail
    /// itself begins, which makes it 0.
    @NullWhenNil package var lag: Double?
    /// How much louder it is, in dB.
    @NullWhenNil package var gain: Double?
    /// What differs, after lag and gain, against the source, in dB.
    @NullWhenNil package var residual: Double?
    /// The same in the worst second, below 900 Hz.
    @NullWhenNil package var worstSecond: Double?

    /// A part of a song that is to be kept.
    package enum Part: String, Codable, Hashable, Sendable {
      /// From the beginning to the seam.
      case start
      /// From the seam to the end.
      case end
    }

    private enum CodingKeys: String, CodingKey {
      case part
      case lag = "lag_ms"
      case gain = "gain_db"
      case residual = "residual_db"
      case worstSecond = "worst_second_db"
    }
  }

  /// What was measured at one seam.
  package struct Seam: Sendable, Hashable, Codable {
    /// Where it is in the result, in seconds.
    package let time: Double
    /// Where it is in the source, in seconds.
    package let timeInSource: Double
    /// How much louder the 3 s behind it are, in LU.
    @NullWhenNil package var loudnessStep: Double?
    /// How much later the beat comes than expected, in milliseconds.
    @NullWhenNil package var beatPhaseError: Double?
    /// How sure that error is, 0 to 1.
    @NullWhenNil package var beatPhaseEvidence: Double?
    /// How many beats the bar lines are off.
    @NullWhenNil package var barPhaseError: Double?
    /// How sure that is, 0 to 1.
    @NullWhenNil package var barPhaseEvidence: Double?
    /// The tempo behind it over that before it.
    @NullWhenNil package var tempoRatio: Double?
    /// How much better that ratio fits than 1, in correlation.
    @NullWhenNil package var tempoEvidence: Double?
    /// The change of colour against the 95th percentile of the song's own bar lines.
    @NullWhenNil package var spectralJump: Double?
    /// How far the sound sinks at the seam, in dB.
    @NullWhenNil package var gap: Double?
    /// How far it does so elsewhere in the song, in dB.
    @NullWhenNil package var usualGap: Double?

    private enum CodingKeys: String, CodingKey {
      case time = "at_s"
      case timeInSource = "source_at_s"
      case loudnessStep = "loudness_step_lu"
      case beatPhaseError = "beat_phase_error_ms"
      case beatPhaseEvidence = "beat_phase_evidence"
      case barPhaseError = "bar_phase_error_beats"
      case barPhaseEvidence = "bar_phase_evidence"
      case tempoRatio = "tempo_ratio"
      case tempoEvidence = "tempo_evidence"
      case spectralJump = "spectral_jump"
      case gap = "gap_db"
      case usualGap = "usual_gap_db"
    }
  }

  /// What was measured of the new music as a whole.
  package struct NewPart: Sendable, Hashable, Codable {
    /// How long it is, in seconds.
    package let duration: Double
    /// How much louder it is than what sounds like it in the source, in dB.
    @NullWhenNil package var levelOffset: Double?
    /// How alike that is: the distance in colour, in dB.
    @NullWhenNil package var levelDistance: Double?
    /// By how many semitones it would have to be moved to be in the source's key.
    @NullWhenNil package var keyShift: Int?
    /// How much better it fits then, in correlation.
    @NullWhenNil package var keyEvidence: Double?

    private enum CodingKeys: String, CodingKey {
      case duration = "duration_s"
      case levelOffset = "level_offset_db"
      case levelDistance = "level_match_distance_db"
      case keyShift = "key_shift_semitones"
      case keyEvidence = "key_evidence"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case schema, source, result, verdict, score, reasons, holds, kept, seams
    case newPart = "new_part"
    case cropUsed = "crop_used_s"
    case isClamped = "clamped"
  }
}
