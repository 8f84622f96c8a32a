import AudioModel

extension QualityReport {
  /// That a song was sampled at so low a rate that some of what the sections are found by is not
  /// there; `nil` for higher rates, and for a song of no length.
  ///
  /// A song at 8 kHz loses choruses that it has at 16.
  ///
  /// - Parameters:
  ///   - format: How the song was sampled.
  ///   - duration: How long it is, in seconds.
  init?(lowRateOf format: AudioFormat, duration: Double) {
    let highest = SpectralFeatures.highestFrequency
    guard duration > 0, format.sampleRate < 2 * highest else { return nil }
    func kilohertz(_ frequency: Double) -> String { "\((frequency / 1000).rounded(toDecimals: 3))" }
    self.init(
      kind: "low-sampling-rate", start: 0, end: duration, severity: .warning,
      detail: "Nothing above \(kilohertz(format.sampleRate / 2)) kHz is in the file; sections are "
        + "told apart by what sounds up to \(kilohertz(highest)) kHz, and a chorus may be missed")
  }
}
