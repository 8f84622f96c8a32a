import SongAnalysis
import SongRuns

/// A suggestion as a card shows it.
struct SuggestionCard: Sendable {
  /// Its place among those of its kind, from 0.
  let number: Int
  /// What it is.
  let name: String
  /// The cut, or both ends of the range, for a person.
  let time: String
  /// The cut of a crop point, in seconds.
  let seconds: Double?
  /// Where a range starts, in seconds.
  let start: Double?
  /// Where a range ends, in seconds.
  let end: Double?
  /// How far it can be trusted, 0 to 1.
  let confidence: String
  /// Why here.
  let reason: String
  /// The request's body as JSON.
  let body: String
  /// What the body lacks, as a list in words; `nil` where it is complete.
  let missing: String?

  /// The card of a point to go on from.
  init(number: Int, _ crop: ExtendSuggestion, _ body: SuggestedBodies.Body) {
    self.number = number
    name =
      switch crop.anchor {
      case "last-chorus": "After the last chorus"
      case "last-chorus-start": "Before the last chorus"
      case "end": "At the end of the music"
      default: crop.anchor
      }
    time = crop.cropEndAt.clock(decimals: 3)
    seconds = crop.cropEndAt
    (start, end) = (nil, nil)
    confidence = crop.confidence.fixed(2)
    reason = crop.reason
    self.body = body.json
    missing = body.missingInWords
  }

  /// The card of a part to replace.
  init(number: Int, _ range: InpaintSuggestion, _ body: SuggestedBodies.Body) {
    self.number = number
    name = range.section ?? "a part"
    time = "\(range.replaceStartAt.clock(decimals: 3)) – \(range.replaceEndAt.clock(decimals: 3))"
    seconds = nil
    start = range.replaceStartAt
    end = range.replaceEndAt
    confidence = range.confidence.fixed(2)
    reason = range.reason
    self.body = body.json
    missing = body.missingInWords
  }
}

extension SuggestedBodies.Body {
  /// What the body lacks, as a list; `nil` where it is complete.
  var missingInWords: String? { missing.isEmpty ? nil : missing.joined(separator: ", ") }
}
