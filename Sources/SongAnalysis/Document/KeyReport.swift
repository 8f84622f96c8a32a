/// The key of a song as a whole.
public struct KeyReport: Codable, Hashable, Sendable {
  /// The tonic and the mode, such as `A minor`; sharps, never flats.
  public let name: String
  /// How far it can be trusted, 0 to 1.
  public let confidence: Double

  /// A report whose confidence it rounds.
  public init(name: String, confidence: Double) {
    self.name = name
    self.confidence = confidence.rounded(toDecimals: 2)
  }
}
