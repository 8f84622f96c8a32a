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

  deinit { Self.release(file) }

  /// Whether somebody holds the lock right now.
  ///
  /// It takes the lock for a moment, shared, as there is no other way to ask.
  static func isHeld(_ path: String) -> Bool {
    let file = open(path, O_RDWR | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { release(file) }
    return flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  /// Gives the lock back, even while a program that is just being started has a copy of the file,
  /// which holds the lock as well until it is closed (flock(2)).
  private static func release(_ file: Int32) {
    flock(file, LOCK_UN)
    close(file)
  }
}

extension POSIXError {
  /// What the last call of the system failed with.
  static var last: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
