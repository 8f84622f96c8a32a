/// What a section does in a song.
public enum SectionLabel: String, Codable, Hashable, Sendable, CaseIterable {
  /// What comes before the first verse or chorus.
  case intro
  /// The telling part; its music returns, its words change.
  case verse
  /// Leads from a verse into a chorus.
  case preChorus = "pre-chorus"
  /// The part that returns, usually the loudest, usually with the same words.
  case chorus
  /// A part that departs from the rest and comes once.
  case bridge
  /// A part without a voice.
  case instrumental
  /// What comes after the last verse or chorus.
  case outro
}
