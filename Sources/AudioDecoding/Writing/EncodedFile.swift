import CSndFile
import Foundation

/// The file that an encoder of libsndfile writes into, which remembers the first write that failed.
///
/// libsndfile 1.2.0 passes over some: `sf_close` tells nothing of the last bytes of any encoder, and
/// its MP3 encoder nothing at all. One task at a time may use it.
final class EncodedFile {
  private let descriptor: Int32
  private var isClosed = false

  /// The system's number of the first failure; `nil` while there is none.
  private(set) var failure: Int32?

  /// Creates the file, which must not be there.
  ///
  /// - Returns: `nil` where it cannot be created; `errno` says why.
  init?(creating path: String) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return nil }
    self.descriptor = descriptor
  }

  deinit { close() }

  /// Closes the file; the system may keep a failure back until then.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    if Foundation.close(descriptor) != 0 { note(errno) }
  }

  /// Opens a stream of libsndfile that writes into the file, which must outlive it.
  ///
  /// - Returns: `nil` where libsndfile refuses.
  func stream(_ info: inout SF_INFO) -> OpaquePointer? {
    var calls = SF_VIRTUAL_IO(
      get_filelen: { EncodedFile.at($0).length },
      seek: { sf_count_t(lseek(EncodedFile.at($2).descriptor, off_t($0), $1)) },
      read: { sf_count_t(Foundation.read(EncodedFile.at($2).descriptor, $0, Int($1))) },
      write: { EncodedFile.at($2).write($0, count: Int($1)) },
      tell: { sf_count_t(lseek(EncodedFile.at($0).descriptor, 0, SEEK_CUR)) })
    return sf_open_virtual(
      &calls, Int32(SFM_WRITE), &info, Unmanaged.passUnretained(self).toOpaque())
  }

  /// The file that libsndfile hands back to its calls.
  private static func at(_ pointer: UnsafeMutableRawPointer?) -> EncodedFile {
    guard let pointer else { preconditionFailure("libsndfile lost the file of its stream") }
    return Unmanaged<EncodedFile>.fromOpaque(pointer).takeUnretainedValue()
  }

  private var length: sf_count_t {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? sf_count_t(status.st_size) : -1
  }

  private func write(_ bytes: UnsafeRawPointer?, count: Int) -> sf_count_t {
    var written = 0
    while written < count {
      let step = Foundation.write(descriptor, bytes?.advanced(by: written), count - written)
      if step < 0 {
        if errno == EINTR { continue }
        note(errno)
        break
      }
      written += step
    }
    return sf_count_t(written)
  }

  private func note(_ status: Int32) { failure = failure ?? status }
}
