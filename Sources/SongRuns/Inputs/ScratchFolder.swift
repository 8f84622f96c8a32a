import Foundation

/// A folder for a song that is fetched only to be heard, removed as soon as nobody holds it any more.
package final class ScratchFolder: Sendable {
  /// Where it is, once somebody writes into it.
  let url: URL

  /// A folder that nobody else has.
  init() {
    url = FileManager.default.temporaryDirectory.appending(
      path: "segue-\(UUID().uuidString)", directoryHint: .isDirectory)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
