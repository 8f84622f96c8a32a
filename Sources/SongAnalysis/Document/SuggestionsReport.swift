/// Where a generator should go on, and what it should replace; each list best first.
public struct SuggestionsReport: Codable, Hashable, Sendable {
  /// Points to extend from.
  public let extend: [ExtendSuggestion]
  /// Ranges to replace.
  public let inpaint: [InpaintSuggestion]

  /// Where an extension goes on unless another point is wanted: the end of the last chorus, or the
  /// best point where there is none; `nil` where there is nothing to suggest.
  public var usualCrop: ExtendSuggestion? {
    extend.first { $0.anchor == "last-chorus" } ?? extend.first
  }

  /// Suggestions, each list best first.
  public init(extend: [ExtendSuggestion], inpaint: [InpaintSuggestion]) {
    self.extend = extend
    self.inpaint = inpaint
  }
}
