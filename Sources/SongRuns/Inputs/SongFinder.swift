import Foundation
package import RiffusionAPI

/// Finds the file that an input means: one of this machine, that of a song of the library, or one
/// that is to be fetched.
package struct SongFinder: Sendable {
  /// The songs that are known; `nil` to look nowhere.
  package var library: SongLibrary?
  /// The provider that a request would go to, whose songs are meant before those of others.
  package var provider: Provider?
  /// Who brings songs that are not on this machine, or why nobody does; `nil` where none are wanted.
  package var fetch: Result<SongFetch, any Error>?

  /// A finder that knows files alone, unless more is given.
  package init(library: SongLibrary? = nil) { self.library = library }

  /// Whether a text is an address, or may be the id of a song: a name without a folder and without
  /// the extension of a format, by which there is no file.
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
      guard let fetch = try fetch?.get() else {
        throw unresolved(text, "there is nobody to fetch it from")
      }
      return try await fetched(Song(at: text), by: fetch, as: text)
    }
    let known = preferred(try library?.songs(meantBy: text) ?? [])
    for song in known {
      guard let path = song.present else { continue }
      var found = FoundSong(path: path, name: text)
      found.song = song
      return found
    }
    guard let fetch = try fetch?.get() else { return FoundSong(path: text) }
    return try await asked(text, of: fetch, known: known)
  }

  /// The song that a file is by its content: the provider's before those of others, then one whose
  /// lyrics are known, then the newest.
  ///
  /// - Throws: `SongRunError` of code `brokenLibrary`.
  func song(in digest: FileDigest) throws(SongRunError) -> LibrarySong? {
    preferred(try library?.songs(withContent: digest.description) ?? []).first
  }

  /// The songs that are meant first; those that are alike stay in their order.
  private func preferred(_ songs: [LibrarySong]) -> [LibrarySong] {
    func rank(_ song: LibrarySong) -> Int {
      (provider.map(song.isKnown) ?? false ? 0 : 2) + (song.lyrics == nil ? 1 : 0)
    }
    return (0..<4).flatMap { place in songs.filter { rank($0) == place } }
  }

  /// The provider's song of an id, or of the one that the library knows by its start.
  private func asked(
    _ text: String, of fetch: SongFetch, known: [LibrarySong]
  ) async throws -> FoundSong {
    let name = fetch.provider.name
    let lack = known.isEmpty ? "there is no such file" : "the library has no file of it"
    guard fetch.canAsk else {
      throw unresolved(
        text, "\(lack), and without a key (SEGUE_API_KEY) \(name) is not asked for such a song")
    }
    let mine = known.first { $0.isKnown(to: fetch.provider) && !$0.isUpload }
    if mine == nil, let other = known.first {
      throw unresolved(
        text,
        other.isUpload
          ? "\(lack), and a provider hands out no upload: name the file, with --upload-id \(other.id)"
          : "\(lack), and knows it at \(other.provider), \(other.endpoint): say --provider "
            + "\(other.provider), or --base-url for another address")
    }
    var song = mine ?? LibrarySong(at: fetch.provider, source: .song(id: text))
    let told: Song
    do {
      told = try await fetch.song(song.id)
    } catch let error as RiffusionError where error.code == .unknownTask {
      throw unresolved(text, "\(lack), and \(name) knows no song of that id")
    } catch let error as RiffusionError {
      throw RiffusionError(
        code: error.code, subject: text,
        detail: "\(lack), and \(name) tells of no such song: \(error.message)")
    }
    guard told.state.isFinal else {
      throw unresolved(text, "the song is not done yet; wait for it with: segue fetch \(song.id)")
    }
    song.take(told)
    // What comes is the song's, whatever file it had before.
    song.sha256 = nil
    var found = try await fetched(told, by: fetch, as: text)
    found.song = song
    return found
  }

  private func fetched(
    _ song: Song, by fetch: SongFetch, as text: String
  ) async throws -> FoundSong {
    let file = try await fetch.file(of: song)
    var found = FoundSong(path: file.path, name: text)
    found.scratch = file.scratch
    return found
  }

  private func unresolved(_ text: String, _ detail: String) -> SongRunError {
    SongRunError(code: .unresolvedSource, subject: text, detail: detail)
  }
}
