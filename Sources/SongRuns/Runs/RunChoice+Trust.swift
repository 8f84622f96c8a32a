import SongAnalysis

extension RunChoice {
  /// Below this chance of being right nothing is paid for without being asked: ours, a try that is
  /// wrong more than three times in four.
  private static let leastConfidence = 0.25

  /// Makes sure that the choice can be trusted with money.
  ///
  /// - Parameters:
  ///   - place: What was chosen, in words.
  ///   - song: What was heard in the source; where its lyrics are not known, the error says that they
  ///     would help.
  ///   - subject: What the user asked for.
  ///   - isBold: Whether the user pays for it however that is.
  ///   - advice: What the user can do instead.
  /// - Throws: `SongRunError` of code `unsure`.
  func requireTrust(
    of place: String, in song: AnalysisDocument, as subject: String, isBold: Bool,
    instead advice: String
  ) throws(SongRunError) {
    guard !isBold, let confidence, confidence < Self.leastConfidence else { return }
    throw SongRunError(
      code: .unsure, subject: subject,
      detail: "\(place) is right with a chance of \(confidence.percent): \(reason). \(advice)"
        + (song.lyrics == nil ? "; lyrics of the source make it surer (--source-lyrics)" : ""))
  }
}

extension Double {
  /// A share of 1 as a person writes it, such as `83 %`.
  var percent: String { "\(Int((self * 100).rounded())) %" }
}
