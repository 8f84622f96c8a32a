/// Where the pages of a batch's songs go.
package protocol BatchPages: Sendable {
  /// Whether there is a page for a result.
  func holds(_ key: BatchKey) -> Bool

  /// Writes the page on a song, whole or not at all.
  ///
  /// - Throws: `SongRunError` of code `cannotWrite`.
  func write(_ song: SongHearing, as key: BatchKey) throws(SongRunError)
}
