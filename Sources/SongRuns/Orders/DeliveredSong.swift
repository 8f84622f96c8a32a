package import AudioModel
package import RiffusionAPI

/// One song of a job: what the provider says of it, and the file that came of it.
package struct DeliveredSong: Sendable {
  /// What the provider says.
  package let song: Song
  /// The file, where there is one.
  package let file: File?
  /// Why there is none; also `nil` while the song is under way.
  package let error: RiffusionError?

  /// A song's file, as it was found by decoding it.
  package struct File: Hashable, Sendable {
    /// Where it is.
    package let path: String
    /// The SHA-256 of its bytes.
    package let sha256: String
    /// How many bytes it has.
    package let byteCount: Int
    /// Whether all of it can be heard; `nil` where that could not be told.
    package let status: DecodeStatus?
    /// How long it is, in seconds, by its decoded frames; `nil` where it could not be decoded.
    package let duration: Double?
    /// What is wrong with it, for a person; `nil` where nothing is.
    package let notice: String?
  }

  /// A song with its file, or why there is none.
  package init(song: Song, file: File? = nil, error: RiffusionError? = nil) {
    self.song = song
    self.file = file
    self.error = error
  }
}
