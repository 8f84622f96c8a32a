/// How strongly each influence acts on a transformed song, each from 0 to 1.
public struct Strengths: Hashable, Sendable, Codable {
  /// How strongly the lyrics act.
  public var lyrics: Double
  /// How strongly the tag, the description of the sound, acts.
  public var sound: Double
  /// How far the result may stray.
  public var weirdness: Double
  /// How faithfully the result follows the source.
  public var cover: Double
  /// How much it varies; `nil` is sent as an explicit `null`, as in every documented example.
  public var variation: Double?

  /// Strengths of any value; they are checked when the request is encoded.
  public init(
    lyrics: Double, sound: Double, weirdness: Double, cover: Double, variation: Double? = nil
  ) {
    self.lyrics = lyrics
    self.sound = sound
    self.weirdness = weirdness
    self.cover = cover
    self.variation = variation
  }

  /// What the documented examples of cover, extend and inpaint send.
  public static let standard = Strengths(lyrics: 0.5, sound: 0.7, weirdness: 0.5, cover: 0.28)

  /// What the documented examples of both swaps send.
  public static let swap = Strengths(lyrics: 0.7, sound: 0.7, weirdness: 0.5, cover: 1)
}
