import Foundation

/// What the file system says of a file, from which a change is noticed without reading it.
package struct FileStamp: Codable, Hashable, Sendable {
  /// How large it is, in bytes.
  package let size: Int
  /// When it was written last, in nanoseconds since 1970.
  package let modified: Int

  /// The stamp of what a path leads to.
  ///
  /// - Returns: `nil` where there is no file of data: a pipe or a device may never end.
  package init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    size = Int(status.st_size)
    modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
  }
}
