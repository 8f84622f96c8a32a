/// One point to extend from: everything before it is kept, the rest is made anew.
public struct ExtendSuggestion: Codable, Hashable, Sendable {
  /// The cut, in seconds: a few milliseconds before the attack of a bar line, or of a beat before it
  /// that spares a sung word; for `end` the end of the music where there is no bar line.
  public let cropEndAt: Double
  /// What the cut was chosen from, such as `last-chorus`.
  public let anchor: String
  /// The chance that a listener would put the cut within 0.5 s of here, 0 to 1.
  ///
  /// For `end`, for which there is no ground truth, a number of judgement that stands behind a sure
  /// last chorus.
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
