import Foundation

/// The right of one process to work on a run, which ends with the process, however that ends.
///
/// A lock of the system (`flock`) on a file beside the library; the file itself says nothing.
package struct RunLock: ~Copyable {
  private let file: Int32

  /// Takes the lock of a run.
  ///
  /// - Throws: `SongRunError` of code `runIsBusy` where another process holds it, `brokenLibrary`
  ///   where the folder cannot be written.
  package init(run: Int64, in library: SongLibrary) throws(SongRunError) {
    let folder = library.home.appending(path: "locks")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: "run-\(run)").path
    file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw SongRunError(
        code: .brokenLibrary, subject: path, detail: String(cString: strerror(errno)))
    }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      throw SongRunError(
        code: .runIsBusy, subject: "run \(run)",
        detail: "another process is at work on it; wait for that, or end it")
    }
  }

  deinit { close(file) }
}
