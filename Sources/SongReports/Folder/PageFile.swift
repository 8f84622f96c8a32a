import Foundation

/// A page on disk, which is there as a whole or not at all.
package struct PageFile {
  /// A song that belongs into a page.
  struct Song {
    /// What stands in the page where the song's `data:` address belongs.
    let mark: String
    /// Where the song is.
    let path: String
    /// What it is, in the analysis's word.
    let codec: String
  }

  private let path: String

  /// The page at a path, which need not exist.
  package init(path: String) { self.path = path }

  /// Writes a page.
  ///
  /// - Throws: Foundation's error where it cannot be written.
  package func write(_ html: String) throws { try write(html, holding: nil) }

  /// Writes a page, with a song in the place of its mark.
  ///
  /// The song is read and written a piece at a time, so that a long one takes no memory.
  ///
  /// - Throws: Foundation's error where something cannot be read or written.
  func write(_ html: String, holding song: Song?) throws {
    let url = URL(filePath: path)
    let part = url.deletingLastPathComponent().appending(path: ".\(UUID().uuidString).part")
    defer { try? FileManager.default.removeItem(at: part) }
    try Data().write(to: part)
    let file = try FileHandle(forWritingTo: part)
    defer { try? file.close() }
    let text = Data(html.utf8)
    if let song, let place = text.range(of: Data(song.mark.utf8)) {
      try file.write(contentsOf: text[..<place.lowerBound])
      try song.write(to: file)
      try file.write(contentsOf: text[place.upperBound...])
    } else {
      try file.write(contentsOf: text)
    }
    try file.close()
    guard rename(part.path, path) == 0 else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
    }
  }
}

extension PageFile.Song {
  /// A multiple of three, so that the pieces' base64 is that of the whole.
  private static let pieceInBytes = 3 << 16

  /// Writes the song as a `data:` address (RFC 2397).
  fileprivate func write(to file: FileHandle) throws {
    try file.write(contentsOf: Data("data:\(mediaType);base64,".utf8))
    let song = try FileHandle(forReadingFrom: URL(filePath: path))
    defer { try? song.close() }
    while let piece = try song.read(upToCount: Self.pieceInBytes), !piece.isEmpty {
      try file.write(contentsOf: piece.base64EncodedData())
    }
  }

  private var mediaType: String {
    switch codec {
    case "mp1", "mp2", "mp3": "audio/mpeg"
    case "flac": "audio/flac"
    case "opus", "vorbis": "audio/ogg"
    case "aac" where path.lowercased().hasSuffix(".aac"): "audio/aac"
    case let name where name.hasPrefix("pcm"): "audio/wav"
    default: "audio/mp4"
    }
  }
}
