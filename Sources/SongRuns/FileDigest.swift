import Crypto
import Foundation

/// The SHA-256 of a file's bytes: the name of its content, whatever the file is called.
package struct FileDigest: Hashable, Sendable, CustomStringConvertible {
  /// 64 digits of lower-case hexadecimal.
  package let description: String

  /// Reads a file once, a piece at a time.
  ///
  /// - Throws: `SongRunError` of code `unreadableFile` for what is no file of data, Foundation's error
  ///   where the file cannot be opened or read, `CancellationError`.
  package init(path: String) throws {
    try GivenFile.requireData(at: path)
    let file = try FileHandle(forReadingFrom: URL(filePath: path))
    defer { try? file.close() }
    var hash = SHA256()
    while let piece = try file.read(upToCount: Self.pieceInBytes), !piece.isEmpty {
      try Task.checkCancellation()
      hash.update(data: piece)
    }
    description = hash.finalize().hexadecimal
  }

  /// Large enough that the calls cost nothing beside the hashing, and small enough that the memory
  /// of one piece serves for the next: pieces of 1 MiB come fresh from the system every time.
  private static let pieceInBytes = 1 << 16
}
