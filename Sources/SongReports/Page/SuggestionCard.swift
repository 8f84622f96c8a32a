import SongAnalysis
import SongRuns

/// A suggestion as a card shows it.
struct SuggestionCard: Sendable {
  let number: Int
  let name: String
  let time: String
  /// The cut of a crop point, in seconds.
  let seconds: Double?
  /// The ends of a range, in seconds.
  let start: Double?
  let end: Double?
  let confidence: String
  let reason: String
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
    missing = Self.missing(body)
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
    missing = Self.missing(body)
  }

  private static func missing(_ body: SuggestedBodies.Body) -> String? {
    body.missing.isEmpty ? nil : body.missing.joined(separator: ", ")
  }
}
