import AudioModel
package import Foundation
package import GRDB
package import RiffusionAPI
package import SongLyrics

/// One song in the library.
package struct LibrarySong: Codable, Hashable, Sendable {
  /// The library's own number of it; `nil` before it is there.
  package var key: Int64?
  /// The name of the provider that knows it.
  package var provider: String
  /// The address of that provider's API.
  package var endpoint: String
  /// The id by which the provider knows it.
  package var id: String
  /// Whether the provider knows it as an upload.
  package var isUpload = false
  /// How far the provider is with it.
  package var state: SongState = .succeeded
  /// The title.
  package var title: String?
  /// The styles.
  package var tags: String?
  /// The model that made it.
  package var model: String?
  /// All that is sung in it.
  package var lyrics: String?
  /// When the words are sung; empty where that is not known.
  package var words: [TimedWord] = []
  /// Where its file is.
  package var path: String?
  /// The SHA-256 of the file.
  package var sha256: String?
  /// How many bytes the file has.
  package var byteCount: Int?
  /// Whether all of the file can be heard: `ok`, `truncated` or `damaged`.
  package var decodeStatus: String?
  /// How long it is, in seconds.
  package var duration: Double?
  /// Why there is no file, or what is wrong with it.
  package var problem: String?
  /// The song that it was made from.
  package var parent: Int64?
  /// What was done to the parent: `extend`, `inpaint`, `cover`, `swap-vocals` or `swap-sound`.
  package var transform: String?
  /// Where an extend cut the parent, in seconds.
  package var cropEndAt: Double?
  /// Where an inpaint began in the parent, in seconds.
  package var replaceStartAt: Double?
  /// Where an inpaint ended in the parent, in seconds.
  package var replaceEndAt: Double?
  /// The paid request that it came of.
  package var request: Int64?
  /// How well it goes on from its parent.
  package var seam: SeamReport?
  /// When it came into the library.
  package var addedAt = Date()

  /// A song of which only the provider and its id are known.
  package init(at provider: Provider, source: SongSource) {
    self.provider = provider.name
    endpoint = provider.endpoint.description
    id = source.id
    if case .upload = source { isUpload = true }
  }

  /// What a request names it by.
  package var source: SongSource { isUpload ? .upload(id: id) : .song(id: id) }

  /// Whether a provider is the one that knows it.
  package func isKnown(to other: Provider) -> Bool {
    provider == other.name && endpoint == other.endpoint.description
  }

  /// The path of its file, if that is still there.
  package var present: String? {
    path.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
  }

  /// Takes over what a provider says of the song; what it does not say stays.
  package mutating func take(_ song: Song) {
    state = song.state
    title = song.title ?? title
    tags = song.tags ?? tags
    model = song.model ?? model
    lyrics = lyrics ?? song.lyrics
    if !song.words.isEmpty { words = song.words }
    duration = duration ?? song.duration
    problem = song.error.map(problem)
  }

  /// Takes over what came of fetching the song.
  package mutating func take(_ delivered: DeliveredSong) {
    take(delivered.song)
    guard let file = delivered.file else {
      // What was fetched before is still there, whatever the provider has come to say.
      problem = present == nil ? delivered.error.map(problem) ?? problem : nil
      return
    }
    path = URL(filePath: file.path).standardizedFileURL.path
    sha256 = file.sha256
    byteCount = file.byteCount
    decodeStatus = file.status?.rawValue
    duration = file.duration ?? duration
    problem = file.notice
  }

  /// A failure as it is written down; that it is about this song need not be said.
  private func problem(_ error: RiffusionError) -> String {
    error.subject == id ? "\(error.code): \(error.message)" : error.description
  }

  /// Takes over a file that was fetched, and is not decoded yet.
  mutating func take(_ audio: DownloadedAudio) {
    (path, sha256, byteCount, decodeStatus) = (audio.path, audio.sha256, audio.byteCount, nil)
  }

  /// Takes over a file that the user names, and what decoding it has told.
  ///
  /// - Throws: Foundation's error where the file cannot be read, `CancellationError`.
  package mutating func takeFile(at path: String, _ found: SourceLookup.Found) throws {
    self.path = URL(filePath: path).standardizedFileURL.path
    sha256 = try FileDigest(path: path).description
    (decodeStatus, duration, problem) = (found.status?.rawValue, found.duration, found.notice)
  }

  /// Takes over where the same song's file is, and what is known of that file.
  mutating func takeFile(of song: LibrarySong) {
    (path, sha256, byteCount) = (song.path, song.sha256, song.byteCount)
    (decodeStatus, duration, problem) = (song.decodeStatus, song.duration, song.problem)
  }

  /// Its file, if that is there, decodes to its end, and is still what was written down.
  ///
  /// - Throws: Foundation's error where the file cannot be read, `CancellationError`.
  func wholeFile() throws -> DeliveredSong.File? {
    guard let path = present, let sha256, let byteCount, decodeStatus == DecodeStatus.ok.rawValue,
      try FileDigest(path: path).description == sha256
    else { return nil }
    return DeliveredSong.File(
      path: path, sha256: sha256, byteCount: byteCount, status: .ok, duration: duration,
      notice: problem)
  }

  /// Notes what was done to the parent.
  package mutating func descend(from parent: LibrarySong, by transform: Morph.Transform) {
    self.parent = parent.key
    self.transform = transform.name
    switch transform {
    case .extend(let crop): cropEndAt = crop
    case .inpaint(let start, let end): (replaceStartAt, replaceEndAt) = (start, end)
    case .cover, .swapVocals, .swapSound: break
    }
  }
}

extension LibrarySong: FetchableRecord, MutablePersistableRecord {
  /// The table of songs.
  package static let databaseTableName = "song"

  /// Takes the number that the library gives it.
  package mutating func didInsert(_ inserted: InsertionSuccess) { key = inserted.rowID }
}

extension Morph.Transform {
  /// The command that orders it.
  package var name: String {
    switch self {
    case .cover: "cover"
    case .extend: "extend"
    case .inpaint: "inpaint"
    case .swapVocals: "swap-vocals"
    case .swapSound: "swap-sound"
    }
  }
}
