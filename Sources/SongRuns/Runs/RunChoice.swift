package import RiffusionAPI
package import SongAnalysis

/// What was chosen in a source for an order, and why.
package struct RunChoice: Codable, Hashable, Sendable {
  /// Where an extend cuts, in seconds.
  package var cropEndAt: Double?
  /// Where an inpaint begins, in seconds.
  package var replaceStartAt: Double?
  /// Where an inpaint ends, in seconds.
  package var replaceEndAt: Double?
  /// What it hangs on: an anchor, or a section.
  package var anchor: String?
  /// How far it can be trusted, 0 to 1; `nil` where the user gave the time.
  package var confidence: Double?
  /// Why, in words.
  package var reason: String

  /// A point to go on from.
  package init(_ crop: ExtendSuggestion, because reason: String? = nil) {
    cropEndAt = crop.cropEndAt
    anchor = crop.anchor
    confidence = crop.confidence
    self.reason = reason ?? crop.reason
  }

  /// A range to replace.
  package init(_ range: InpaintSuggestion) {
    replaceStartAt = range.replaceStartAt
    replaceEndAt = range.replaceEndAt
    anchor = range.section
    confidence = range.confidence
    reason = range.reason
  }

  /// A time that the user gave.
  package init(asked transform: Morph.Transform) {
    switch transform {
    case .extend(let crop): cropEndAt = crop
    case .inpaint(let start, let end): (replaceStartAt, replaceEndAt) = (start, end)
    case .cover, .swapVocals, .swapSound: break
    }
    reason = "asked for"
  }

  /// What it makes of the source.
  package var transform: Morph.Transform? {
    if let cropEndAt { return .extend(cropEndAt: cropEndAt) }
    guard let replaceStartAt, let replaceEndAt else { return nil }
    return .inpaint(start: replaceStartAt, end: replaceEndAt)
  }
}
