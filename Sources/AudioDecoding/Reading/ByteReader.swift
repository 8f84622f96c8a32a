import Foundation

/// Reads a regular file by offset, in large pieces.
///
/// Only what is really there is ever given out, whatever a header claims.
struct ByteReader: ~Copyable {
  /// How much is read at once.
  ///
  /// Our choice: large enough that system calls cost nothing.
  static let capacity = 256 * 1024

  /// The file, as the caller named it.
  let path: String

  /// The file's length in bytes when it was opened.
  let size: Int

  private let descriptor: Int32
  private let buffer: UnsafeMutableRawBufferPointer
  private var bufferOffset = 0
  private var bufferCount = 0

  /// Opens a file.
  ///
  /// - Throws: `notFound`, `isDirectory`, or `cannotOpen` for what is not readable or is a device.
  init(path: String) throws(AudioFileError) {
    // The system would read the path up to there, and open another file than the one named.
    guard !path.utf8.contains(0) else { throw Self.failure(of: path, status: ENOENT) }
    // Without O_NONBLOCK, opening a pipe would wait for its other end.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Self.failure(of: path, status: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw Self.failure(of: path, status: code)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      let isDirectory = status.st_mode & S_IFMT == S_IFDIR
      throw AudioFileError(
        code: isDirectory ? .isDirectory : .cannotOpen, path: path,
        detail: isDirectory
          ? "this is a folder; name a file in it" : "this is a device or a pipe, not a file")
    }
    self.path = path
    self.size = Int(status.st_size)
    self.descriptor = descriptor
    buffer = .allocate(byteCount: Self.capacity, alignment: 16)
  }

  deinit {
    close(descriptor)
    buffer.deallocate()
  }

  /// Lends bytes of the file, fewer than asked for at its end.
  ///
  /// - Precondition: `count` is at most `capacity`.
  /// - Throws: `cannotOpen` when the system cannot read on.
  mutating func withBytes<Result>(
    at offset: Int, count: Int, _ body: (UnsafeRawBufferPointer) throws(AudioFileError) -> Result
  ) throws(AudioFileError) -> Result {
    precondition(count <= Self.capacity, "\(count) bytes are more than \(Self.capacity)")
    if offset < bufferOffset || min(offset + count, size) > bufferOffset + bufferCount {
      try fill(from: offset)
    }
    let start = min(offset - bufferOffset, bufferCount)
    let end = min(start + count, bufferCount)
    return try body(UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
  }

  /// A copy of some bytes of the file, fewer than asked for at its end.
  ///
  /// - Throws: `cannotOpen` when the system cannot read on.
  mutating func bytes(at offset: Int, count: Int) throws(AudioFileError) -> [UInt8] {
    try withBytes(at: offset, count: count) { bytes throws(AudioFileError) in Array(bytes) }
  }

  private mutating func fill(from offset: Int) throws(AudioFileError) {
    bufferOffset = max(0, offset)
    bufferCount = 0
    while bufferCount < Self.capacity {
      let count = pread(
        descriptor, buffer.baseAddress?.advanced(by: bufferCount), Self.capacity - bufferCount,
        off_t(bufferOffset + bufferCount))
      if count == 0 { return }
      if count < 0 {
        if errno == EINTR { continue }
        throw Self.failure(of: path, status: errno)
      }
      bufferCount += count
    }
  }

  private static func failure(of path: String, status: Int32) -> AudioFileError {
    let reason = String(cString: strerror(status))
    return switch status {
    case ENOENT, ENOTDIR:
      AudioFileError(
        code: .notFound, path: path, libraryStatus: status, detail: Self.reasonNothing(isAt: path))
    case EISDIR:
      AudioFileError(
        code: .isDirectory, path: path, libraryStatus: status,
        detail: "this is a folder; name a file in it")
    // As open(2) answers of a socket.
    case ENXIO:
      AudioFileError(
        code: .cannotOpen, path: path, libraryStatus: status,
        detail: "this is a socket or a device, not a file")
    default:
      AudioFileError(
        code: .cannotOpen, path: path, libraryStatus: status, detail: "cannot read: \(reason)")
    }
  }

  /// Why no file has a path, as far as the path itself tells.
  private static func reasonNothing(isAt path: String) -> String {
    if path.isEmpty { return "the path is empty; name a file" }
    // What stands in a text for bytes that are none: the file may be there under its true name.
    if path.unicodeScalars.contains("\u{FFFD}") {
      return "there is no such file, or its name is not UTF-8; rename it"
    }
    return "there is no such file"
  }
}
