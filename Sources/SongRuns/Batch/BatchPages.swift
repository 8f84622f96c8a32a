/// Where the pages of a batch's songs go.
package protocol BatchPages: Sendable {
  /// Whether there is a page for a result.
  func holds(_ key: BatchKey) -> Bool

  /// Writes the page on a song, whole or not at all.
  ///
  /// - Parameters:
  ///   - song: The song.
  ///   - file: The path of its file.
  ///   - key: The key of its result.
  /// - Throws: `SongRunError` of code `cannotWrite`.
  func write(_ song: SongHearing, of file: String, as key: BatchKey) throws(SongRunError)
}
