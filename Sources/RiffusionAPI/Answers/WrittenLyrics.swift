/// Lyrics that a provider wrote from a description.
public struct WrittenLyrics: Hashable, Sendable, Codable {
  /// The title that goes with them.
  public let title: String?
  /// The words, with their markers.
  public let lyrics: String

  /// Lyrics and their title.
  public init(title: String?, lyrics: String) {
    self.title = title
    self.lyrics = lyrics
  }

  /// All versions in an answer.
  static func versions(in answer: JSONValue) -> [WrittenLyrics] {
    let list =
      answer.first(["results", "data"]) { $0.elements ?? ($0 == .null ? nil : [$0]) } ?? []
    return list.compactMap { version in
      version.first(["lyrics", "lyric", "text"], as: \.nonBlankText).map {
        WrittenLyrics(title: version[member: "title"]?.nonBlankText, lyrics: $0)
      }
    }
  }
}
