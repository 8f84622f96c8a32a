/// Which song an analysis speaks of.
public struct SourceReport: Codable, Hashable, Sendable {
  /// The input as the user wrote it.
  public let path: String
  /// The SHA-256 of the file's bytes, in lower-case hexadecimal.
  @NullWhenNil public var sha256: String?
  /// The provider's id of the song, where it is known.
  @NullWhenNil public var songID: String?
  /// The song's title, where it is known.
  @NullWhenNil public var title: String?

  /// A source of which only the path need be known.
  public init(path: String, sha256: String?, songID: String? = nil, title: String? = nil) {
    self.path = path
    self.sha256 = sha256
    self.songID = songID
    self.title = title
  }

  private enum CodingKeys: String, CodingKey {
    case path, sha256, title
    case songID = "song_id"
  }
}
