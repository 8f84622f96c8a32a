extension ExtendSuggestion {
  /// The furthest that a cut moves to spare a word, in beats.
  private static let farthest = 2

  /// The cut moved out of the middle of the word that is sung across it, to the last beat before the
  /// word; the cut as it is without one.
  ///
  /// A cut that would have to move by more than two of the song's beats, which are in seconds, stays
  /// and says so.
  package func sparing(_ word: WordReport?, beats: [Double]) -> ExtendSuggestion {
    guard let word else { return self }
    let nearest = beats.lastIndex { $0 <= cropEndAt + 2 * CropPoint.lead }
    let clear = beats.lastIndex { $0 <= word.start }
    guard let nearest, let clear, nearest - clear <= Self.farthest else {
      return ExtendSuggestion(
        cropEndAt: cropEndAt, anchor: anchor, confidence: confidence,
        reason: reason + "; \u{201C}\(word.text)\u{201D} is sung across it")
    }
    return ExtendSuggestion(
      cropEndAt: CropPoint.before(beats[clear]), anchor: anchor, confidence: confidence,
      reason: reason + "; moved ahead of \u{201C}\(word.text)\u{201D}, which is sung across it")
  }
}
