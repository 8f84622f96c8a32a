/// What a section is called in lyrics, whatever the language of its marker.
///
/// Written lyrics tell more apart than an analysis of audio can: a solo and an interlude are both
/// parts without a voice there.
public enum SectionKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// What comes before the first verse or chorus.
  case intro
  /// The telling part.
  case verse
  /// Leads from a verse into a chorus; also called build or lift.
  case preChorus = "pre-chorus"
  /// The part that returns; also called hook or refrain.
  case chorus
  /// Hangs on to a chorus, often with a line of it or with syllables.
  case postChorus = "post-chorus"
  /// A part that departs from the rest; also called middle eight.
  case bridge
  /// A part without a voice: interlude, break, drop.
  case instrumental
  /// A part without a voice in which one instrument leads.
  case solo
  /// What comes after the last verse or chorus; also called coda, tag or ending.
  case outro
  /// A marker that names none of the above, or lyrics without any marker.
  case other

  /// Whether lyrics of this kind are without words by nature.
  public var isInstrumental: Bool { self == .instrumental || self == .solo }
}
