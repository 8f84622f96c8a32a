import Foundation

/// A folder for a song that is fetched only to be heard, removed as soon as nobody holds it any more.
package final class ScratchFolder: Sendable {
  /// Where it is, once somebody writes into it.
  let url: URL

  /// A folder that nobody else has, inside of another.
  init(in parent: URL = FileManager.default.temporaryDirectory) {
    url = parent.appending(path: "segue-\(UUID().uuidString)", directoryHint: .isDirectory)
  }

  deinit { remove() }

  /// Removes it with all that it holds, whoever holds it.
  func remove() { try? FileManager.default.removeItem(at: url) }
}
