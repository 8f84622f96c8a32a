/// The file that an input means, and what is known of its song before anybody listens.
struct FoundSong: Sendable {
  /// The path of the file.
  let path: String
  /// The input as it was written: a path, an address or an id.
  let name: String
  /// The song, where the input is its id; `nil` for a path or an address.
  var song: LibrarySong?
  /// What holds the file as long as it is needed, where it was fetched only to be heard.
  var scratch: ScratchFolder?

  /// A file, which was named by its path where no other name is given.
  init(path: String, name: String? = nil) {
    self.path = path
    self.name = name ?? path
  }
}
