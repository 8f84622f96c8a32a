import AudioModel
import RiffusionAPI
package import SongAnalysis
package import SongLyrics

extension JobDocument {
  /// One song of a job, as it is published.
  package struct SongEntry: Hashable, Sendable, Encodable {
    /// The provider's id.
    package let id: String
    /// `waiting`, `running`, `succeeded`, `failed` or `flagged`.
    package let state: String
    /// The provider's own word for the state.
    @NullWhenNil package var stateWord: String?
    /// How much is done, from 0 to 1.
    @NullWhenNil package var progress: Double?
    /// The title.
    @NullWhenNil package var title: String?
    /// The styles.
    @NullWhenNil package var tags: String?
    /// The model.
    @NullWhenNil package var model: String?
    /// What is sung.
    @NullWhenNil package var lyrics: String?
    /// When each word is sung.
    package let words: [TimedWord]
    /// Where its file is.
    @NullWhenNil package var path: String?
    /// The SHA-256 of the file.
    @NullWhenNil package var sha256: String?
    /// How many bytes the file has.
    @NullWhenNil package var byteCount: Int?
    /// Whether all of the file can be heard.
    @NullWhenNil package var decodeStatus: String?
    /// How long it is, in seconds: by the decoded file, or by the provider's word without one.
    @NullWhenNil package var duration: Double?
    /// Why there is no file.
    @NullWhenNil package var error: ErrorEntry?

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
      case state, progress, title, tags, model, lyrics, words, path, sha256, error
      case id = "song_id"
      case stateWord = "provider_state"
      case byteCount = "byte_count"
      case decodeStatus = "decode_status"
      case duration = "duration_s"
    }
  }
}
