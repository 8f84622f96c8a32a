/// How a song is to be gone on from.
package struct ExtendPlan: Codable, Hashable, Sendable {
  /// The anchor as the user wrote it; that of the first round is `cropEndAt` where it is given.
  package var anchor: String
  /// Where the first round cuts, in seconds, where the user said it.
  package var cropEndAt: Double?
  /// The words of the new parts, one a round, the last for all further ones; empty where the user
  /// gave none.
  package var parts: [String] = []
  /// How many rounds there shall be; `nil` for as many as `until` needs.
  package var rounds: Int?
  /// How long the song shall become, in seconds.
  package var until: Double?

  /// A plan of one round from the end of the last chorus.
  package init(anchor: String = "\(Anchor.lastChorus)", cropEndAt: Double? = nil) {
    self.anchor = anchor
    self.cropEndAt = cropEndAt
    rounds = 1
  }
}
