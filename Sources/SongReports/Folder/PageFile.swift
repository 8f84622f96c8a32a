import Foundation
package import SongRuns

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
  /// - Throws: `SongRunError` of code `cannotWrite`, also where the page cannot be made.
  package func write(_ html: () throws -> String) throws(SongRunError) {
    try write(holding: nil, html)
  }

  /// Writes a page, with a song in the place of its mark.
  ///
  /// The song is read and written a piece at a time, so that a long one takes no memory.
  ///
  /// - Throws: `SongRunError` of code `cannotWrite`, also where the page cannot be made or the song
  ///   not be read.
  func write(holding song: Song?, _ html: () throws -> String) throws(SongRunError) {
    do {
      let text = Data(try html().utf8)
      var file = try WholeFile(path: path)
      if let song, let place = text.range(of: Data(song.mark.utf8)) {
        try file.write(text[..<place.lowerBound])
        try song.write(to: &file)
        try file.write(text[place.upperBound...])
      } else {
        try file.write(text)
      }
      try file.finish()
    } catch let error as SongRunError {
      throw error
    } catch {
      throw SongRunError.cannotWrite(path, because: error)
    }
  }
}

extension PageFile.Song {
  /// A multiple of three, so that the pieces' base64 is that of the whole.
  private static let pieceInBytes = 3 << 16

  /// Writes the song as a `data:` address (RFC 2397).
  fileprivate func write(to file: inout WholeFile) throws {
    try file.write(Data("data:\(mediaType);base64,".utf8))
    let song = try FileHandle(forReadingFrom: URL(filePath: path))
    defer { try? song.close() }
    while let piece = try song.read(upToCount: Self.pieceInBytes), !piece.isEmpty {
      try file.write(piece.base64EncodedData())
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
