/// What a request asks a provider to make, and is charged for.
package enum PaidOperation: String, CaseIterable, Codable, Sendable {
  /// A song from lyrics.
  case create
  /// A song from an idea.
  case topic
  /// A song sung anew with other words.
  case cover
  /// A song continued from a time.
  case extend
  /// A stretch of a song made anew.
  case inpaint
  /// A song with another singer.
  case swapVocals = "swap-vocals"
  /// A song with another accompaniment.
  case swapSound = "swap-sound"
  /// Audio brought to the provider.
  case upload
  /// Words without a song.
  case lyrics
}
