import Foundation
import SongRuns

/// The folder that a demonstration makes, which nobody else has.
struct DemoFolder {
  /// The folder.
  let url: URL

  /// Makes the folder of that name, or else `segue-demo`, with a number where that is taken.
  ///
  /// - Throws: `SongRunError` of code `cannotWrite`.
  init(_ name: String?) throws {
    let names =
      name.map { [$0] } ?? (1...Self.mostNamesakes).map { "segue-demo" + ($0 == 1 ? "" : "-\($0)") }
    for name in names {
      let url = URL(filePath: name, directoryHint: .isDirectory)
      if mkdir(url.path, 0o755) == 0 {
        self.url = url
        return
      }
      guard errno == EEXIST else { break }
    }
    throw SongRunError(
      code: .cannotWrite, subject: name ?? "segue-demo",
      detail: "the folder cannot be made: \(String(cString: strerror(errno)))")
  }

  /// Where the songs go.
  var songs: URL { url.appending(path: "songs", directoryHint: .isDirectory) }

  /// Where the library is.
  var library: URL { url.appending(path: "library", directoryHint: .isDirectory) }

  /// Where the report goes.
  var report: URL { url.appending(path: "report", directoryHint: .isDirectory) }

  /// Folders of one name, after which something else must be wrong.
  private static let mostNamesakes = 1000
}
