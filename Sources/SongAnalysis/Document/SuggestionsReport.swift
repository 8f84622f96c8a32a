/// Where a generator should go on, and what it should replace; each list best first.
public struct SuggestionsReport: Codable, Hashable, Sendable {
  /// Points to extend from.
  public let extend: [ExtendSuggestion]
  /// Ranges to replace.
  public let inpaint: [InpaintSuggestion]

  /// Suggestions, each list best first.
  public init(extend: [ExtendSuggestion], inpaint: [InpaintSuggestion]) {
    self.extend = extend
    self.inpaint = inpaint
  }
}
