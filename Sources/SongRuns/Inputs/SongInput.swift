/// One place in the output: a file to be analysed, or an argument of which it is known already that
/// nothing can be.
package enum SongInput: Sendable {
  /// A path, as written or as found in a folder; whether it holds a song is not known yet.
  case file(String)
  /// An argument that leads to no file, and why.
  case unusable(path: String, SongRunError)
}
