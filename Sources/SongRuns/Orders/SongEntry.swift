import AudioModel
import RiffusionAPI
package import SongLyrics

extension JobDocument {
  /// One song of a job, as it is published; what is not known is `nil`.
  package struct SongEntry: Hashable, Sendable, Encodable {
    /// The provider's id.
    package let id: String
    /// `waiting`, `running`, `succeeded`, `failed` or `flagged`.
    package let state: String
    /// The provider's own word for the state.
    package let stateWord: String?
    /// How much is done, from 0 to 1.
    package let progress: Double?
    /// The title.
    package let title: String?
    /// The styles.
    package let tags: String?
    /// The model.
    package let model: String?
    /// What is sung.
    package let lyrics: String?
    /// When each word is sung.
    package let words: [TimedWord]
    /// Where its file is.
    package let path: String?
    /// The SHA-256 of the file.
    package let sha256: String?
    /// How many bytes the file has.
    package let byteCount: Int?
    /// Whether all of the file can be heard.
    package let decodeStatus: String?
    /// How long it is, in seconds: by the decoded file, or by the provider's word without one.
    package let duration: Double?
    /// Why there is no file.
    package let error: ErrorEntry?

    /// The entry of a song.
    package init(_ delivered: DeliveredSong) {
      let song = delivered.song
      let file = delivered.file
      id = song.id
      state = song.state.rawValue
      stateWord = song.stateWord
      progress = song.progress
      title = song.title
      tags = song.tags
      model = song.model
      lyrics = song.lyrics
      words = song.words
      path = file?.path
      sha256 = file?.sha256
      byteCount = file?.byteCount
      decodeStatus = file?.status?.rawValue
      duration = file?.duration ?? song.duration
      error = (delivered.error ?? song.error).map(ErrorEntry.init)
    }

    private enum CodingKeys: String, CodingKey {
      case id = "song_id"
      case state
      case stateWord = "provider_state"
      case progress
      case title
      case tags
      case model
      case lyrics
      case words
      case path
      case sha256
      case byteCount = "byte_count"
      case decodeStatus = "decode_status"
      case duration = "duration_s"
      case error
    }

    /// Writes the song, with `null` for what is not known.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(id, forKey: .id)
      try container.encode(state, forKey: .state)
      try container.encode(stateWord, forKey: .stateWord)
      try container.encode(progress, forKey: .progress)
      try container.encode(title, forKey: .title)
      try container.encode(tags, forKey: .tags)
      try container.encode(model, forKey: .model)
      try container.encode(lyrics, forKey: .lyrics)
      try container.encode(words, forKey: .words)
      try container.encode(path, forKey: .path)
      try container.encode(sha256, forKey: .sha256)
      try container.encode(byteCount, forKey: .byteCount)
      try container.encode(decodeStatus, forKey: .decodeStatus)
      try container.encode(duration, forKey: .duration)
      try container.encode(error, forKey: .error)
    }
  }
}
