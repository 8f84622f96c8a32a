/// A cut that does not go through the word that is sung across it, as far as it can be moved.
package struct ClearCut {
  /// Where the cut went, seen from the word.
  private enum Move {
    case ahead, behind
  }

  /// The furthest that a cut moves to spare a word, in beats: ours, half a bar of 4/4.
  private static let farthest = 2

  /// The cut, in seconds: as it was, or before a beat that is clear of the word.
  package let time: Double
  private let word: WordReport?
  private let move: Move?

  /// The cut that spares a word.
  ///
  /// It lies before the last beat ahead of the word or the first one behind it, whichever is nearer,
  /// unless it would have to move by more than two beats.
  ///
  /// - Parameters:
  ///   - cut: Where to cut, in seconds, if there were no words.
  ///   - word: The word that is sung across it; `nil` without one.
  ///   - beats: Every beat of the song, in seconds.
  ///   - allowed: Where it may move to, in seconds.
  package init(
    _ cut: Double, sparing word: WordReport?, beats: [Double], within allowed: ClosedRange<Double>
  ) {
    self.word = word
    guard let word, let nearest = beats.lastIndex(where: { $0 <= cut + 2 * CropPoint.lead }) else {
      (time, move) = (cut, nil)
      return
    }
    let ahead = beats.lastIndex { $0 <= word.start }
    let behind = beats.firstIndex { CropPoint.before($0) >= word.end }
    let found = [(beat: ahead, move: Move.ahead), (behind, .behind)].compactMap { place in
      place.beat.map { (beat: $0, time: CropPoint.before(beats[$0]), move: place.move) }
    }
    .filter { abs($0.beat - nearest) <= Self.farthest && allowed.contains($0.time) }
    .min { abs($0.time - cut) < abs($1.time - cut) }
    (time, move) = (found?.time ?? cut, found?.move)
  }

  /// What became of the word, to be added to a reason; empty without one.
  ///
  /// `end` says of which of two cuts that is.
  func inWords(of end: String? = nil) -> String {
    guard let word else { return "" }
    let quoted = "\u{201C}\(word.text)\u{201D}"
    let subject = end.map { "\($0) " } ?? ""
    return switch move {
    case .ahead: "; \(subject)moved ahead of \(quoted), which is sung across it"
    case .behind: "; \(subject)moved behind \(quoted), which is sung across it"
    case nil: "; \(quoted) is sung across \(end.map { "the \($0)" } ?? "it")"
    }
  }
}
