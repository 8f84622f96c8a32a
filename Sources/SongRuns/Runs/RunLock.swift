import Foundation

/// The right of one process to work on a run, which ends with the process, however that ends.
package struct RunLock: ~Copyable {
  private let lock: FileLock

  /// Takes the lock of a run.
  ///
  /// - Throws: `SongRunError` of code `runIsBusy` where another process holds it, `brokenLibrary`
  ///   where the folder cannot be written.
  package init(run: Int64, in library: SongLibrary) throws(SongRunError) {
    let folder = library.home.appending(path: "locks")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: "run-\(run)").path
    do throws(POSIXError) {
      lock = try FileLock(path, waits: false)
    } catch {
      guard error.code == .EWOULDBLOCK else {
        let reason = String(cString: strerror(error.code.rawValue))
        throw SongRunError(code: .brokenLibrary, subject: path, detail: reason)
      }
      throw SongRunError(
        code: .runIsBusy, subject: "run \(run)",
        detail: "another process is at work on it; wait for that, or end it")
    }
  }
}
