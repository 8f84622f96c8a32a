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

/// One point to extend from: everything before it is kept, the rest is made anew.
public struct ExtendSuggestion: Codable, Hashable, Sendable {
  /// The cut, in seconds: a few milliseconds before the attack of a bar line.
  public let cropEndAt: Double
  /// What the cut was chosen from, such as `last-chorus`.
  public let anchor: String
  /// The chance that a listener would put the cut within 0.5 s of here, 0 to 1.
  public let confidence: Double
  /// Why here, in words.
  public let reason: String

  /// A suggestion whose time it rounds to a microsecond.
  public init(cropEndAt: Double, anchor: String, confidence: Double, reason: String) {
    self.cropEndAt = cropEndAt.rounded(toDecimals: 6)
    self.anchor = anchor
    self.confidence = confidence.rounded(toDecimals: 2)
    self.reason = reason
  }

  private enum CodingKeys: String, CodingKey {
    case anchor, confidence, reason
    case cropEndAt = "crop_end_at"
  }
}

/// One range to replace, from bar line to bar line.
public struct InpaintSuggestion: Codable, Hashable, Sendable {
  /// Where the new part starts, in seconds.
  public let replaceStartAt: Double
  /// Where the new part ends, in seconds.
  public let replaceEndAt: Double
  /// The section it covers: as the lyrics name it, else its label and number, such as `verse#2`.
  @NullWhenNil public var section: String?
  /// How far the range can be trusted, 0 to 1.
  public let confidence: Double
  /// Why this range, in words.
  public let reason: String

  /// A suggestion whose times it rounds to a microsecond.
  public init(
    replaceStartAt: Double, replaceEndAt: Double, section: String?, confidence: Double,
    reason: String
  ) {
    self.replaceStartAt = replaceStartAt.rounded(toDecimals: 6)
    self.replaceEndAt = replaceEndAt.rounded(toDecimals: 6)
    self.section = section
    self.confidence = confidence.rounded(toDecimals: 2)
    self.reason = reason
  }

  private enum CodingKeys: String, CodingKey {
    case section, confidence, reason
    case replaceStartAt = "replace_start_at"
    case replaceEndAt = "replace_end_at"
  }
}
