/// How loud a song is, after ITU-R BS.1770-5, EBU Tech 3341 and 3342; rounded to 0.01.
public struct LoudnessReport: Codable, Hashable, Sendable {
  /// Integrated loudness in LUFS; `null` when no block passes the gate.
  @NullWhenNil public var integratedInLUFS: Double?
  /// Loudness range in LU; `null` when there are not 3 s of sound.
  @NullWhenNil public var rangeInLU: Double?
  /// The highest momentary loudness (400 ms), in LUFS.
  @NullWhenNil public var maxMomentaryInLUFS: Double?
  /// The highest short-term loudness (3 s), in LUFS.
  @NullWhenNil public var maxShortTermInLUFS: Double?
  /// The true peak over all channels, in dBTP; `null` for digital silence.
  @NullWhenNil public var truePeakInDBTP: Double?
  /// The highest sample over all channels, in dBFS; `null` for digital silence.
  @NullWhenNil public var samplePeakInDBFS: Double?
  /// True peak above integrated loudness, in LU.
  @NullWhenNil public var peakToLoudnessInLU: Double?

  /// A report of values in full precision, which it rounds; the peak to loudness ratio follows.
  public init(
    integratedInLUFS: Double?, rangeInLU: Double?, maxMomentaryInLUFS: Double?,
    maxShortTermInLUFS: Double?, truePeakInDBTP: Double?, samplePeakInDBFS: Double?
  ) {
    self.integratedInLUFS = integratedInLUFS?.rounded(toDecimals: 2)
    self.rangeInLU = rangeInLU?.rounded(toDecimals: 2)
    self.maxMomentaryInLUFS = maxMomentaryInLUFS?.rounded(toDecimals: 2)
    self.maxShortTermInLUFS = maxShortTermInLUFS?.rounded(toDecimals: 2)
    self.truePeakInDBTP = truePeakInDBTP?.rounded(toDecimals: 2)
    self.samplePeakInDBFS = samplePeakInDBFS?.rounded(toDecimals: 2)
    peakToLoudnessInLU = integratedInLUFS.flatMap { integrated in
      truePeakInDBTP.map { ($0 - integrated).rounded(toDecimals: 2) }
    }
  }

  private enum CodingKeys: String, CodingKey {
    case integratedInLUFS = "integrated_lufs"
    case rangeInLU = "range_lu"
    case maxMomentaryInLUFS = "max_momentary_lufs"
    case maxShortTermInLUFS = "max_short_term_lufs"
    case truePeakInDBTP = "true_peak_dbtp"
    case samplePeakInDBFS = "sample_peak_dbfs"
    case peakToLoudnessInLU = "plr_lu"
  }
}
