/// What a batch reports on its way.
package enum BatchEvent: Sendable {
  /// It is known what there is to do: so many songs, of which so many were done before, some of those
  /// as failures.
  case planned(total: Int, done: Int, failed: Int)
  /// A song is done.
  case finished(LedgerLine)
  /// The page on a song could not be written; its result is there all the same.
  case pageFailed(SongRunError)
}
