/// What is left to spend at a provider.
public struct Credits: Hashable, Sendable, Codable {
  /// The credits of the subscription.
  public let credits: Double
  /// Credits that were bought apart and are spent first.
  public let extraCredits: Double

  /// What is left.
  public init(credits: Double, extraCredits: Double = 0) {
    self.credits = credits
    self.extraCredits = extraCredits
  }

  /// Reads an answer; `nil` where it tells no credits.
  init?(_ answer: JSONValue) {
    guard let credits = answer.first(["credits", "data.credits"], as: \.amount) else { return nil }
    self.init(
      credits: credits,
      extraCredits: answer.first(["extra_credits", "data.extra_credits"], as: \.amount) ?? 0)
  }

  private enum CodingKeys: String, CodingKey {
    case credits
    case extraCredits = "extra_credits"
  }
}
