import Foundation

/// The right of one process to work on a run, which ends with the process, however that ends.
package struct RunLock: ~Copyable {
  private let lock: FileLock

  /// Takes the lock of a run.
  ///
  /// - Throws: `SongRunError` of code `runIsBusy` where another process holds it, `brokenLibrary`
  ///   where the folder cannot be written.
  package init(run: Int64, in library: SongLibrary) throws(SongRunError) {
    let path = Self.path(of: run, in: library)
    // Whoever only looks holds it for a moment.
    for _ in 0..<Self.tries where FileLock.isHeld(path) { usleep(Self.pauseInMicroseconds) }
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

  /// Ten times 5 ms: ours, far above the moment of a look.
  private static let tries = 10
  private static let pauseInMicroseconds: UInt32 = 5000

  /// Whether a process is at work on a run right now.
  package static func isHeld(run: Int64, in library: SongLibrary) -> Bool {
    FileLock.isHeld(path(of: run, in: library))
  }

  private static func path(of run: Int64, in library: SongLibrary) -> String {
    let folder = library.home.appending(path: "locks")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appending(path: "run-\(run)").path
  }
}
