extension InpaintSuggestion {
  /// Moves each end out of the middle of the word that is sung across it, to the nearer of the beats
  /// on both sides of the word.
  ///
  /// - Parameters:
  ///   - words: The words that are sung across the start and the end; `nil` without one.
  ///   - beats: Every beat of the song, in seconds.
  ///   - held: What neither end may move into, in seconds; without it, the middle half.
  /// - Returns: The range as it is without words. An end that would have to move by more than two
  ///   beats, or too far into the range, stays and says so.
  package func sparing(
    _ words: (start: WordReport?, end: WordReport?), beats: [Double],
    holding held: ClosedRange<Double>? = nil
  ) -> InpaintSuggestion {
    let quarter = (replaceEndAt - replaceStartAt) / 4
    let held = held ?? (replaceStartAt + quarter)...(replaceEndAt - quarter)
    let start = ClearCut(
      replaceStartAt, sparing: words.start, beats: beats, within: 0...held.lowerBound)
    let end = ClearCut(
      replaceEndAt, sparing: words.end, beats: beats, within: held.upperBound...Double.infinity)
    return InpaintSuggestion(
      replaceStartAt: start.time, replaceEndAt: end.time, section: section,
      confidence: confidence,
      reason: reason + start.inWords(of: "start") + end.inWords(of: "end"))
  }
}
