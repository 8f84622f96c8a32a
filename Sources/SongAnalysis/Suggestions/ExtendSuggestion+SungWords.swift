extension ExtendSuggestion {
  /// The cut moved out of the middle of the word that is sung across it, to the last beat before the
  /// word; the cut as it is without one.
  ///
  /// A cut that would have to move by more than two of the song's beats, which are in seconds, or to
  /// the song's start, stays and says so.
  package func sparing(_ word: WordReport?, beats: [Double]) -> ExtendSuggestion {
    let clear = ClearCut(
      cropEndAt, sparing: word, beats: beats,
      within: min(.leastNonzeroMagnitude, cropEndAt)...cropEndAt)
    return ExtendSuggestion(
      cropEndAt: clear.time, anchor: anchor, confidence: confidence,
      reason: reason + clear.inWords())
  }
}
