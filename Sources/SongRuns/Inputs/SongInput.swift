/// One place in the output: a song to be analysed, or an argument of which it is known already that
/// nothing can be.
package enum SongInput: Sendable {
  /// A path, an address or an id, as written or as found in a folder; whether it leads to a song is
  /// not known yet.
  case song(String)
  /// An argument that leads to no song, and why.
  case unusable(path: String, SongRunError)
}
