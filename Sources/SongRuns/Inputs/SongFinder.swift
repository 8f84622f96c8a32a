import Foundation
import RiffusionAPI

/// Finds the file that an input means: one of this machine, that of a song of the library, or one
/// that is to be fetched.
package struct SongFinder: Sendable {
  /// The songs that are known; `nil` to look nowhere.
  package var library: SongLibrary?
  /// Who brings songs that are not on this machine; `nil` for nobody.
  package var fetch: SongFetch?

  /// A finder that knows files alone, unless more is given.
  package init(library: SongLibrary? = nil, fetch: SongFetch? = nil) {
    self.library = library
    self.fetch = fetch
  }

  /// Whether a text can only mean an address or the id of a song, as a path it leads nowhere.
  package static func isElsewhere(_ text: String) -> Bool {
    guard !FileManager.default.fileExists(atPath: text) else { return false }
    let isBlank = text.allSatisfy(\.isWhitespace)
    return text.isWebAddress || !isBlank && !text.contains("/") && !SongFolder.isSong(named: text)
  }

  /// The file that a text means: an existing one, an address, a song of the library by its id, or the
  /// provider's by its id.
  ///
  /// - Returns: The file; where nothing else is meant, the path as it is, at which there may be none.
  /// - Throws: `SongRunError` of code `unresolvedSource` where nobody has the song, or `unknownSong` for
  ///   what several ids of the library start with; `RiffusionError`; `CancellationError`.
  func find(_ text: String) async throws -> FoundSong {
    guard Self.isElsewhere(text) else { return FoundSong(path: text) }
    if text.isWebAddress {
      guard let fetch else { throw unresolved(text, "there is nobody to fetch it from") }
      return FoundSong(path: try await fetch.file(of: Song(at: text)), name: text)
    }
    let known = try library?.songs(meantBy: text) ?? []
    if let path = known.lazy.compactMap(\.present).first { return FoundSong(path: path) }
    guard let fetch, fetch.canAsk else { return FoundSong(path: text) }
    let song = known.first { $0.isKnown(to: fetch.provider) && !$0.isUpload }
    if song == nil, let other = known.first {
      throw unresolved(
        text,
        "the library has no file of it, and knows it as \(other.isUpload ? "an upload" : "a song") "
          + "at \(other.provider), \(other.endpoint)")
    }
    return try await fetched(
      song ?? LibrarySong(at: fetch.provider, source: .song(id: text)), by: fetch, as: text)
  }

  /// The song that a file is by its content: one whose lyrics are known, if there is any.
  ///
  /// - Throws: `SongRunError` of code `brokenLibrary`.
  func song(in digest: FileDigest) throws(SongRunError) -> LibrarySong? {
    let known = try library?.songs(withContent: digest.description) ?? []
    return known.first { $0.lyrics != nil } ?? known.first
  }

  private func fetched(
    _ song: LibrarySong, by fetch: SongFetch, as text: String
  ) async throws -> FoundSong {
    var song = song
    let told: Song
    do {
      told = try await fetch.song(song.id)
    } catch let error as RiffusionError where error.code == .unknownTask {
      throw unresolved(
        text, "there is no such file, and \(fetch.provider.name) knows no song of that id")
    }
    song.take(told)
    return FoundSong(path: try await fetch.file(of: told), name: text, song: song)
  }

  private func unresolved(_ text: String, _ detail: String) -> SongRunError {
    SongRunError(code: .unresolvedSource, subject: text, detail: detail)
  }
}
