/// A stretch of a song, as a user writes it: two times with a hyphen between them.
package struct SongRange: Hashable, Sendable, Codable {
  /// Where it starts, in seconds.
  package let start: Double
  /// Where it ends, in seconds; after the start.
  package let end: Double

  /// Reads a range such as `38.17-79.5` or `0:38-1:19.5`; `nil` for anything else.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let start = SongTime(parts[0]), let end = SongTime(parts[1]),
      start.seconds < end.seconds
    else { return nil }
    self.start = start.seconds
    self.end = end.seconds
  }
}
