/// The file that an input means, and what is known of its song before anybody listens.
package struct FoundSong: Hashable, Sendable {
  /// The path of the file.
  package let path: String
  /// What its document calls it: the path, or the address or the id by which it was fetched.
  package let name: String
  /// The song as it was told by the provider that it was fetched from; `nil` where nobody asked.
  package let song: LibrarySong?

  /// A file, which has no other name where none is given.
  package init(path: String, name: String? = nil, song: LibrarySong? = nil) {
    self.path = path
    self.name = name ?? path
    self.song = song
  }
}
