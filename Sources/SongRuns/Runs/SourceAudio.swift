import Foundation
package import RiffusionAPI
package import SongAnalysis
import SongLyrics

/// Gets hold of the audio of songs, and listens to it; what was heard once is not heard again.
package struct SourceAudio: Sendable {
  /// Where analyses are written down.
  package let library: SongLibrary
  /// Who is asked for audio that is not here; `nil` to ask nobody.
  package let client: RiffusionClient?

  /// A way to the audio of songs.
  package init(library: SongLibrary, client: RiffusionClient?) {
    self.library = library
    self.client = client
  }

  /// The song with a file: the one that is there, or else the provider's, fetched into the library's
  /// folder.
  ///
  /// - Parameters:
  ///   - song: The song.
  ///   - address: Where else its audio can be fetched.
  /// - Returns: The song, without a file where there is none to be had, as for an upload.
  /// - Throws: `RiffusionError`, `SongRunError`, `CancellationError`.
  package func fetched(_ song: LibrarySong, from address: String? = nil) async throws -> LibrarySong
  {
    guard song.present == nil, let client, client.hasKey || address != nil else { return song }
    var told = Song(id: song.id, state: .succeeded, audioURL: address)
    if address == nil {
      guard !song.isUpload, let found = try await client.song(song.id) else { return song }
      told = found
    }
    guard told.audioURL != nil else { return song }
    let folder = library.home.appending(path: "songs", directoryHint: .isDirectory)
    let audio = try await client.download(told, into: folder)
    func learn(_ song: inout LibrarySong) {
      song.take(told)
      // The user may have told the library of a file meanwhile.
      if song.present == nil { song.take(audio) }
    }
    guard song.key == nil else { return try library.change(song, as: .sourceKnown, learn) }
    var song = song
    learn(&song)
    return song
  }

  /// What is heard in a song's file.
  ///
  /// - Parameters:
  ///   - song: A song with a file.
  ///   - lyrics: What is sung in it; the song's own lyrics when `nil`.
  /// - Returns: The analysis; `nil` where there is no file.
  /// - Throws: `AudioFileError`, `SongRunError`, `CancellationError`.
  package func heard(
    _ song: LibrarySong, singing lyrics: String? = nil
  ) async throws -> AnalysisDocument? {
    guard let path = song.present else { return nil }
    let text = lyrics ?? song.lyrics ?? ""
    let words = song.words.map { "\($0.text)@\($0.start)" }.joined(separator: " ")
    let key = TextDigest(text + "\u{0}" + words).description
    let content = try FileDigest(path: path).description
    if let known = try library.analysis(of: content, singing: key) { return known }
    let sung = SungText(told: text, words: song.words)
    let heard = try await AnalyzeSong(sung: sung).document(path: path)
    try library.keep(heard, of: content, singing: key)
    return heard
  }
}
