import Foundation

/// A folder of songs, looked through to the bottom.
package struct SongFolder: Sendable {
  /// The folder as the user wrote it.
  package let path: String

  /// A folder, if there is one at the path.
  package init?(path: String) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { return nil }
    self.path = path
  }

  /// Whether a file of this name calls itself audio.
  static func isSong(named name: String) -> Bool {
    extensions.contains(URL(filePath: name).pathExtension.lowercased())
  }

  /// Every file in it that calls itself audio, by path, in the same order on every machine.
  ///
  /// The extension decides, not the content: a page that was saved as `song.mp3` is an input, and
  /// fails as one, while a `README.txt` is passed over. Hidden files are too, and links to folders
  /// are not followed. A folder within that may not be listed is an input as well, so that nobody
  /// takes its songs for done.
  ///
  /// - Throws: `SongRunError` of code `noAudioInFolder`, or `unreadableFile` for a folder that may not
  ///   be listed.
  package func songs() throws(SongRunError) -> [String] {
    guard isReadable else {
      throw SongRunError(
        code: .unreadableFile, subject: path,
        detail: "the folder cannot be listed; its permissions forbid it")
    }
    let prefix = path.hasSuffix("/") ? path : path + "/"
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    let songs = names.filter { name in
      !name.split(separator: "/").contains { $0.hasPrefix(".") }
        && SongFolder(path: prefix + name).map { !$0.isReadable } ?? Self.isSong(named: name)
    }
    guard !songs.isEmpty else {
      throw SongRunError(
        code: .noAudioInFolder, subject: path,
        detail: "the folder holds no file whose name ends in "
          + Self.extensions.sorted().joined(separator: ", "))
    }
    return songs.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { prefix + $0 }
  }

  /// Whether it may be listed.
  private var isReadable: Bool { FileManager.default.isReadableFile(atPath: path) }

  /// The usual extensions of the formats that can be decoded.
  package static let extensions: Set = [
    "aac", "aif", "aiff", "flac", "m4a", "mp2", "mp3", "oga", "ogg", "opus", "wav",
  ]
}
