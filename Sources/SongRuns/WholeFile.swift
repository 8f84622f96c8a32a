package import Foundation

/// A file that is written under another name, and has its own once it is whole and on the disk.
package struct WholeFile: ~Copyable {
  /// How the names of files end that are not whole yet.
  private static let suffix = ".part"

  /// Whether a name is that of a file that is not whole yet, or of a download, and of no other.
  static func isPart(_ name: String) -> Bool {
    name.hasPrefix(".") && name.hasSuffix(suffix)
      && UUID(uuidString: String(name.dropFirst().dropLast(suffix.count))) != nil
  }

  private let path: String
  private let part: String
  private let file: Int32

  /// Begins a file.
  ///
  /// - Throws: `SongRunError` of code `cannotWrite`.
  package init(path: String) throws(SongRunError) {
    self.path = path
    let url = URL(filePath: path)
    part =
      url.deletingLastPathComponent().appending(path: ".\(UUID().uuidString)\(Self.suffix)").path
    file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .cannotWrite(path, errno) }
  }

  deinit {
    close(file)
    unlink(part)
  }

  /// Adds bytes to its end.
  ///
  /// - Throws: `SongRunError` of code `cannotWrite`.
  package mutating func write(_ data: Data) throws(SongRunError) {
    var rest = data[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .cannotWrite(path, errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// Gives it its name.
  ///
  /// - Throws: `SongRunError` of code `cannotWrite`.
  package consuming func finish() throws(SongRunError) {
    guard fsync(file) == 0, rename(part, path) == 0 else { throw .cannotWrite(path, errno) }
  }
}
