public import AudioModel

/// Both loudness meters on one stream, and their report.
public struct LoudnessAnalyzer: Sendable {
  /// The loudness so far: its series are there for what comes after.
  public private(set) var meter: LoudnessMeter
  private var peaks: TruePeakMeter

  /// An analyser for a stream of the given format.
  public init(format: AudioFormat) {
    meter = LoudnessMeter(format: format)
    peaks = TruePeakMeter(format: format)
  }

  /// Takes the next block of the stream; it may be of any length, also empty.
  ///
  /// - Precondition: The block has the format of the analyser.
  public mutating func process(_ block: AudioBlock) {
    meter.process(block)
    peaks.process(block)
  }

  /// How loud the stream was; what could not be measured, as in silence, is `nil`.
  public func finish() -> LoudnessReport {
    let levels = peaks.finish()
    return LoudnessReport(
      integratedInLUFS: meter.integratedInLUFS, rangeInLU: meter.rangeInLU,
      maxMomentaryInLUFS: meter.maxMomentaryInLUFS, maxShortTermInLUFS: meter.maxShortTermInLUFS,
      truePeakInDBTP: levels.truePeakInDBTP, samplePeakInDBFS: levels.samplePeakInDBFS)
  }
}
