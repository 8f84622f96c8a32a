/// An order for new songs: from lyrics, from an idea, or from a song that exists already.
///
/// What is `nil` is not known yet. A dialect leaves it out of the body and says that it is missing,
/// so that the same type serves for a draft and for the finished order.
public struct GenerateRequest: Hashable, Sendable, Codable {
  /// What the song is about.
  public enum Words: Hashable, Sendable, Codable {
    /// The words to be sung, best with markers such as `[Verse]` and `[Chorus]`.
    case lyrics(String)
    /// An idea, from which the provider writes the words; it takes no title, tag or transform.
    case topic(String)
  }

  /// The model to generate with.
  public var model: Model
  /// What is sung, or what it shall be about.
  public var words: Words?
  /// The title.
  public var title: String?
  /// The styles, separated by commas.
  public var tag: String?
  /// Whether there shall be no voice; `nil` leaves it to the provider, whose default is `false`.
  public var instrumental: Bool?
  /// What to do to which song; `nil` for a fresh song.
  public var morph: Morph?
  /// How strongly each influence acts on a fresh song, where a provider takes that; `nil` leaves it
  /// to the provider.
  ///
  /// A transform has its own strengths.
  public var strengths: Strengths?
  /// Fields that the provider knows and we do not, which win over ours.
  ///
  /// A name that begins with `morph.` goes into that object.
  public var extraFields: [String: JSONValue]

  /// A request of which all but the model may still be unknown.
  public init(
    model: Model = .fuzz1_1Pro, words: Words? = nil, title: String? = nil, tag: String? = nil,
    instrumental: Bool? = nil, morph: Morph? = nil, strengths: Strengths? = nil,
    extraFields: [String: JSONValue] = [:]
  ) {
    self.model = model
    self.words = words
    self.title = title
    self.tag = tag
    self.instrumental = instrumental
    self.morph = morph
    self.strengths = strengths
    self.extraFields = extraFields
  }
}
