import SongLyrics

extension ExtendSuggestion {
  /// Words longer than this, in seconds, are faults of the times rather than held notes.
  private static let longestWord = 6.0

  /// The cut moved out of the middle of a word that is sung, to the last beat before the word.
  ///
  /// A word counts as cut when it goes on for longer than the grid of such times on both sides of
  /// the cut. A cut that would have to move by more than two beats stays, and says so.
  func sparing(_ words: [TimedWord], beats: [Double]) -> ExtendSuggestion {
    let slack = WordPlaces.slack
    let cutWord = words.first { word in
      word.start + slack.after < cropEndAt && cropEndAt < word.end - slack.before
        && word.end - word.start < Self.longestWord
    }
    guard let cutWord else { return self }
    let nearest = beats.lastIndex { $0 <= cropEndAt + 2 * CropPoint.lead }
    let clear = beats.lastIndex { $0 <= cutWord.start }
    guard let nearest, let clear, nearest - clear <= 2 else {
      return ExtendSuggestion(
        cropEndAt: cropEndAt, anchor: anchor, confidence: confidence,
        reason: reason + "; \u{201C}\(cutWord.text)\u{201D} is sung across it")
    }
    return ExtendSuggestion(
      cropEndAt: CropPoint.before(beats[clear]), anchor: anchor, confidence: confidence,
      reason: reason + "; moved ahead of \u{201C}\(cutWord.text)\u{201D}, which is sung across it")
  }
}
