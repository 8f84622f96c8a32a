import Foundation

/// A lock of the system (`flock`) on a file beside the library, which ends with the process, however
/// that ends; the file itself says nothing.
struct FileLock: ~Copyable {
  private let file: Int32

  /// Takes the lock, and makes its file where that is missing.
  ///
  /// - Parameters:
  ///   - path: The file, in a folder that is there.
  ///   - waits: Whether to wait for whoever holds it.
  /// - Throws: `POSIXError` of code `EWOULDBLOCK` where another holds it and nobody waits, of another
  ///   code where the file cannot be made.
  init(_ path: String, waits: Bool) throws(POSIXError) {
    file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw POSIXError.last }
    while flock(file, waits ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
      let error = POSIXError.last
      guard error.code == .EINTR else {
        close(file)
        throw error
      }
    }
  }

  deinit { close(file) }
}

extension POSIXError {
  /// What the last call of the system failed with.
  static var last: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
