/// What a transform starts from: exactly one song that the provider already holds.
public enum SongSource: Hashable, Sendable, Codable {
  /// A generated song, by the id that the provider's feed gives it.
  case song(id: String)
  /// An uploaded song, by the id that the upload was answered with.
  case upload(id: String)

  /// The id itself.
  public var id: String {
    switch self {
    case .song(let id), .upload(let id): id
    }
  }
}
