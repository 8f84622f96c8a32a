import AudioDecoding
package import AudioModel
import Foundation
package import RiffusionAPI
import SongAnalysis

/// Finds out what an order starts from: an id that the provider knows, and what is known of it.
package struct SourceLookup: Sendable {
  /// The provider's id of the song, where the user tells it.
  package var songID: String?
  /// The provider's id of an upload, where the user tells it.
  package var uploadID: String?
  /// A public address, for the provider to take in.
  package var uploadURL: String?

  /// A look-up with what the user tells beside the source.
  package init(songID: String? = nil, uploadID: String? = nil, uploadURL: String? = nil) {
    self.songID = songID
    self.uploadID = uploadID
    self.uploadURL = uploadURL
  }

  /// What an order starts from.
  package struct Found: Hashable, Sendable {
    /// The id for the request; `nil` where it is only known after the upload.
    package var source: SongSource?
    /// The address to upload first.
    package var uploadURL: String?
    /// What the provider says of the song; `nil` where it cannot be asked.
    package var song: Song?
    /// How long the source is, in seconds, by its own file or by the provider's word.
    package var duration: Double?
    /// Whether all of its file can be heard; `nil` where the source is no file.
    package var status: DecodeStatus?
    /// What is wrong with its file, for a person; `nil` where nothing is.
    package var notice: String?
  }

  /// Resolves a source: an existing file, an address, or else a provider's song id.
  ///
  /// - Parameters:
  ///   - text: The source as the user wrote it.
  ///   - client: Where to ask about an id; `nil` to ask nobody.
  /// - Returns: What the order starts from.
  /// - Throws: `SongRunError` of code `unresolvedSource`, which says what would help;
  ///   `AudioFileError` for a file that is no audio; `RiffusionError` where the provider does not
  ///   know the id; `CancellationError`.
  package func find(_ text: String, asking client: RiffusionClient?) async throws -> Found {
    var found = Found(
      source: songID.map(SongSource.song) ?? uploadID.map(SongSource.upload), uploadURL: uploadURL)
    if FileManager.default.fileExists(atPath: text) {
      let result = try await AudioFile(path: text).check()
      (found.duration, found.status) = (result.duration, result.status)
      found.notice = DecodeReport(result).notice
    }
    let isFile = found.status != nil
    let isBlank = text.allSatisfy(\.isWhitespace)
    if !isFile, !text.isWebAddress, !isBlank, found.source == nil, uploadURL == nil {
      // No id looks like that: a misspelt path would be ordered from, and paid for.
      guard !text.contains("/"), !SongFolder.isSong(named: text) else {
        throw SongRunError(
          code: .unresolvedSource, subject: text,
          detail: "there is no such file; name one, or a song's id")
      }
      found.source = .song(id: text)
    }
    guard found.source != nil || found.uploadURL != nil else {
      throw SongRunError(
        code: .unresolvedSource, subject: text,
        detail: "the provider must know \(isFile ? "the file" : "it"): give --song-id ID, "
          + "--upload-id ID, or --upload URL with a public address of it, which is a paid request")
    }
    if case .song(let id) = found.source, let client {
      found.song = try await song(id, at: client)
      found.duration = found.duration ?? found.song?.duration
    }
    return found
  }

  /// What the provider says of a song; what its feed does not tell may still be taken as a source.
  private func song(_ id: String, at client: RiffusionClient) async throws -> Song? {
    do {
      return try await client.song(id)
    } catch let error as RiffusionError where error.code == .unknownTask {
      return nil
    }
  }
}
