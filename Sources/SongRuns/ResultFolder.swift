import Foundation
import RiffusionAPI

/// A folder that results are written into.
package enum ResultFolder {
  /// Makes the folder where it is missing, and makes sure that something can be written into it.
  ///
  /// - Throws: `SongRunError` of code `cannotWrite`, with the system's reason.
  package static func make(_ path: String) throws(SongRunError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw SongRunError(
        code: .cannotWrite, subject: path, detail: "the folder cannot be made: \(error.inWords)")
    }
    guard access(path, W_OK | X_OK) == 0 else {
      throw SongRunError(
        code: .cannotWrite, subject: path,
        detail: "nothing can be written into the folder: \(String(cString: strerror(errno)))")
    }
  }
}
