/// One range to replace, from bar line to bar line, or from a beat beside a word that is sung across
/// one.
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
