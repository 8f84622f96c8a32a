public import SongLyrics

/// What a provider says of one song, finished or not.
///
/// What a dialect does not tell is `nil`. All of it is the provider's word: the length, for one, is
/// only known for certain once the file is decoded.
public struct Song: Hashable, Sendable, Codable {
  /// The provider's id, by which later requests name the song.
  public let id: String
  /// How far the provider is.
  public var state: SongState
  /// The provider's own word for the state.
  public var stateWord: String?
  /// How much is done, from 0 to 1.
  public var progress: Double?
  /// The title.
  public var title: String?
  /// What is sung, with its markers.
  public var lyrics: String?
  /// The styles.
  public var tags: String?
  /// The model that made it.
  public var model: String?
  /// How long the song is, in seconds.
  public var duration: Double?
  /// Where the audio can be fetched; good only once the state is `succeeded`, and for a while.
  public var audioURL: String?
  /// Where its picture can be fetched.
  public var imageURL: String?
  /// When each word is sung; empty where the provider does not tell.
  public var words: [TimedWord]
  /// Why there is no song, in the provider's words.
  public var failure: String?

  /// A song of which only the id is known.
  public init(
    id: String, state: SongState = .waiting, stateWord: String? = nil, progress: Double? = nil,
    title: String? = nil, lyrics: String? = nil, tags: String? = nil, model: String? = nil,
    duration: Double? = nil, audioURL: String? = nil, imageURL: String? = nil,
    words: [TimedWord] = [], failure: String? = nil
  ) {
    self.id = id
    self.state = state
    self.stateWord = stateWord
    self.progress = progress
    self.title = title
    self.lyrics = lyrics
    self.tags = tags
    self.model = model
    self.duration = duration
    self.audioURL = audioURL
    self.imageURL = imageURL
    self.words = words
    self.failure = failure
  }
}
