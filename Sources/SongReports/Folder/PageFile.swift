import Foundation

/// A page on disk, which is there as a whole or not at all.
struct PageFile {
  /// Where it is.
  let path: String

  /// Writes a page, with a song in the place of a mark.
  ///
  /// The song is read and written a piece at a time, so that a long one takes no memory.
  ///
  /// - Parameters:
  ///   - html: The page.
  ///   - mark: What stands where the song's `data:` address belongs; a page without it has none.
  ///   - audio: The song.
  ///   - codec: What it is, in the analysis's word.
  /// - Throws: Foundation's error where something cannot be read or written.
  func write(
    _ html: String, replacing mark: String, withAudioAt audio: String, codec: String
  ) throws {
    let url = URL(filePath: path)
    let part = url.deletingLastPathComponent().appending(path: ".\(UUID().uuidString).part")
    defer { try? FileManager.default.removeItem(at: part) }
    try Data().write(to: part)
    let file = try FileHandle(forWritingTo: part)
    defer { try? file.close() }
    let text = Data(html.utf8)
    if let place = text.range(of: Data(mark.utf8)) {
      try file.write(contentsOf: text[..<place.lowerBound])
      try file.write(
        contentsOf: Data("data:\(Self.mediaType(codec: codec, path: audio));base64,".utf8))
      let song = try FileHandle(forReadingFrom: URL(filePath: audio))
      defer { try? song.close() }
      while let piece = try song.read(upToCount: Self.pieceInBytes), !piece.isEmpty {
        try file.write(contentsOf: piece.base64EncodedData())
      }
      try file.write(contentsOf: text[place.upperBound...])
    } else {
      try file.write(contentsOf: text)
    }
    try file.close()
    guard rename(part.path, path) == 0 else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
    }
  }

  /// A multiple of three, so that the pieces' base64 is that of the whole.
  private static let pieceInBytes = 3 << 16

  private static func mediaType(codec: String, path: String) -> String {
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
