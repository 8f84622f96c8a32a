package import RiffusionAPI

/// The strengths that a user gave, and those that are left open.
package struct StrengthChoice: Codable, Hashable, Sendable {
  /// How strongly the lyrics act.
  package var lyrics: Double?
  /// How strongly the tag acts.
  package var sound: Double?
  /// How far the result may stray.
  package var weirdness: Double?
  /// How faithfully the source is followed.
  package var cover: Double?
  /// How much it varies.
  package var variation: Variation?

  /// A variation that was given, which may be an explicit `null`.
  package enum Variation: Codable, Hashable, Sendable {
    /// The explicit `null` of the documented examples.
    case null
    /// A strength.
    case value(Double)
  }

  /// A choice; what is not given is left open.
  package init(
    lyrics: Double? = nil, sound: Double? = nil, weirdness: Double? = nil, cover: Double? = nil,
    variation: Variation? = nil
  ) {
    self.lyrics = lyrics
    self.sound = sound
    self.weirdness = weirdness
    self.cover = cover
    self.variation = variation
  }

  /// Whether all are left open.
  package var isEmpty: Bool { self == StrengthChoice() }

  /// All strengths: those that were given, and others for what is left open.
  package func strengths(over others: Strengths) -> Strengths {
    let varied: Double? =
      switch variation {
      case nil: others.variation
      case .null: nil
      case .value(let value): value
      }
    return Strengths(
      lyrics: lyrics ?? others.lyrics, sound: sound ?? others.sound,
      weirdness: weirdness ?? others.weirdness, cover: cover ?? others.cover, variation: varied)
  }
}
