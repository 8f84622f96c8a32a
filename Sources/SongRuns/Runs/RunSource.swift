import AudioDecoding
import AudioModel
import Foundation
package import RiffusionAPI
import SongAnalysis

/// What a run starts from, as far as it is known before anything is paid.
package struct RunSource: Sendable {
  /// The song; its id is a placeholder where only an upload will tell it.
  package var song: LibrarySong
  /// Whether the user gave its file, which from now on is the song's.
  package var isFileGiven = false
  /// How long the song is, in seconds, by the provider's word or by another file of it that the
  /// library knew; `nil` where nobody tells, and where the user gave no file.
  var toldDuration: Double?
  /// The address to upload first.
  package var uploadURL: String?
  /// Where its audio can be fetched, if the user gave an address.
  package var address: String?

  /// A source that is known already.
  package init(song: LibrarySong) { self.song = song }

  /// The id that stands in for that of an upload.
  static let unknownID = "<upload id>"

  /// Finds out what a user means by a source: an existing file, an address, a song of the library by
  /// its id or the start of it, or a provider's id.
  ///
  /// - Parameters:
  ///   - text: The source as the user wrote it.
  ///   - lookup: What the user says beside it.
  ///   - library: The songs that are known; a file of the same content as one of them is that song.
  ///   - provider: Who is to make something of it.
  ///   - client: Where to ask about an id; `nil` to ask nobody.
  /// - Throws: `SongRunError` of code `unresolvedSource`, which says what would help, or
  ///   `unknownSong` for what several ids of the library start with; `AudioFileError` for a file
  ///   that is no audio; `RiffusionError`; `CancellationError`.
  package init(
    _ text: String, lookup: SourceLookup, in library: SongLibrary, for provider: Provider,
    asking client: RiffusionClient?
  ) async throws {
    var lookup = lookup
    let isFile = FileManager.default.fileExists(atPath: text)
    let says = lookup.songID ?? lookup.uploadID ?? lookup.uploadURL
    let content = try? FileDigest(path: text).description
    if says == nil, let content,
      let known = try library.songs(withContent: content, at: provider).first
    {
      lookup.take(known.source)
    }
    if says == nil, !isFile {
      let all = try library.songs(meantBy: text)
      let known = all.filter { $0.isKnown(to: provider) }
      if let song = known.first(where: \.isUpload) ?? known.first {
        lookup.take(song.source)
      } else if let other = all.first {
        throw SongRunError(
          code: .unresolvedSource, subject: text,
          detail: "the library knows it at \(other.provider), \(other.endpoint): say --provider "
            + "\(other.provider), or --base-url for another address")
      }
    }
    // What the library knows need not be asked for.
    let mayAsk = try library.songs(named: lookup.songID ?? text, at: provider).isEmpty
    let found = try await lookup.find(text, asking: mayAsk ? client : nil)
    let source = found.source ?? .upload(id: Self.unknownID)
    song =
      try library.songs(named: source.id, at: provider).first { $0.source == source }
      ?? LibrarySong(at: provider, source: source)
    if let told = found.song { song.take(told) }
    // The order would be paid for all the same.
    if song.present == nil, [.failed, .flagged].contains(song.state) {
      throw SongRunError(
        code: .unresolvedSource, subject: text,
        detail: "nothing can be made from a song that \(provider.name) has not made: "
          + (song.problem ?? song.state.rawValue))
    }
    isFileGiven = isFile
    if isFile {
      toldDuration = song.sha256 == content ? nil : song.duration
      song.path = URL(filePath: text).standardizedFileURL.path
      if song.sha256 != content { (song.sha256, song.byteCount) = (content, nil) }
      (song.decodeStatus, song.problem) = (found.status?.rawValue, found.notice)
    }
    song.duration = found.duration ?? song.duration
    uploadURL = found.source == nil ? found.uploadURL : nil
    address = text.isWebAddress ? text : uploadURL
  }
}

extension RunSource {
  /// Makes sure that the file which the user gave may be the song's, as it is cut by times that are
  /// found in the file.
  ///
  /// - Throws: `SongRunError` of code `unsure` where they differ in length; a file that was cut off is
  ///   shorter.
  func requireOwnFile() throws(SongRunError) {
    guard let toldDuration, let duration = song.duration,
      abs(duration - toldDuration) > Self.longestDifference,
      song.decodeStatus != DecodeStatus.truncated.rawValue || duration > toldDuration
    else { return }
    throw SongRunError(
      code: .unsure, subject: song.path ?? song.id,
      detail: "the file is \(duration.clock(decimals: 2)) long, and \(song.id) "
        + "\(toldDuration.clock(decimals: 2)): it seems to be another song's. Order from \(song.id) "
        + "alone, give the id of the file, or say --yes")
  }

  /// In seconds: ours, above what encoders add and providers round, below any section.
  private static let longestDifference = 3.0
}

extension SourceLookup {
  /// Takes an id as if the user had told it.
  fileprivate mutating func take(_ source: SongSource) {
    switch source {
    case .song(let id): songID = id
    case .upload(let id): uploadID = id
    }
  }
}
