import RiffusionAPI
package import SongAnalysis
package import SongLyrics

/// What is published of a song in the library: the schema `segue.song/1`.
///
/// Names are stable and carry their units; `null` means "not known".
package struct SongDocument: Sendable, Hashable, Codable {
  /// The schema's name.
  package private(set) var schema = "segue.song/1"
  /// The provider's id.
  package let id: String
  /// The name of the provider.
  package let provider: String
  /// Where its API is.
  package let endpoint: String
  /// Whether the provider knows it as an upload.
  package let isUpload: Bool
  /// `waiting`, `running`, `succeeded`, `failed` or `flagged`.
  package let state: String
  /// The title.
  @NullWhenNil package var title: String?
  /// The styles.
  @NullWhenNil package var tags: String?
  /// The model.
  @NullWhenNil package var model: String?
  /// What is sung.
  @NullWhenNil package var lyrics: String?
  /// When each word is sung; empty where that is not known.
  package let words: [TimedWord]
  /// Where its file is.
  @NullWhenNil package var path: String?
  /// The SHA-256 of the file.
  @NullWhenNil package var sha256: String?
  /// How many bytes the file has.
  @NullWhenNil package var byteCount: Int?
  /// `ok`, `truncated` or `damaged`.
  @NullWhenNil package var decodeStatus: String?
  /// How long it is, in seconds.
  @NullWhenNil package var duration: Double?
  /// Why there is no file, or what is wrong with it.
  @NullWhenNil package var problem: String?
  /// The provider's id of the song that it was made from.
  @NullWhenNil package var parent: String?
  /// What was done to that song, such as `extend`.
  @NullWhenNil package var transform: String?
  /// Where an extend cut it, in seconds.
  @NullWhenNil package var cropEndAt: Double?
  /// Where an inpaint began, in seconds.
  @NullWhenNil package var replaceStartAt: Double?
  /// Where an inpaint ended, in seconds.
  @NullWhenNil package var replaceEndAt: Double?
  /// How well it goes on from that song.
  @NullWhenNil package var seam: SeamReport?

  /// The document of a song.
  ///
  /// - Parameters:
  ///   - song: The song.
  ///   - parent: The song that it was made from, where that is known.
  package init(_ song: LibrarySong, parent: LibrarySong? = nil) {
    id = song.id
    provider = song.provider
    endpoint = song.endpoint
    isUpload = song.isUpload
    state = song.state.rawValue
    title = song.title
    tags = song.tags
    model = song.model
    lyrics = song.lyrics
    words = song.words
    path = song.path
    sha256 = song.sha256
    byteCount = song.byteCount
    decodeStatus = song.decodeStatus
    duration = song.duration
    problem = song.problem
    self.parent = parent?.id
    transform = song.transform
    cropEndAt = song.cropEndAt
    replaceStartAt = song.replaceStartAt
    replaceEndAt = song.replaceEndAt
    seam = song.seam
  }

  /// The document of a song, with the name of its parent.
  ///
  /// - Throws: `SongRunError` where the library cannot be read.
  package init(_ song: LibrarySong, in library: SongLibrary) throws(SongRunError) {
    let parent = try song.parent.map { key throws(SongRunError) in try library.song(key) }
    self.init(song, parent: parent ?? nil)
  }

  private enum CodingKeys: String, CodingKey {
    case schema, provider, endpoint, state, title, tags, model, lyrics, words, path, sha256, problem
    case transform, seam
    case id = "song_id"
    case isUpload = "is_upload"
    case byteCount = "byte_count"
    case decodeStatus = "decode_status"
    case duration = "duration_s"
    case parent = "parent_song_id"
    case cropEndAt = "crop_end_at"
    case replaceStartAt = "replace_start_at"
    case replaceEndAt = "replace_end_at"
  }
}
