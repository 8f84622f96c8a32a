import Foundation
import Synchronization

/// The songs that were rendered, each once, in a folder of their own.
///
/// Stand-ins that share a shelf share its songs, so that many short visits cost the rendering of
/// one. The folder goes away with the shelf.
package final class SongShelf: Sendable {
  /// What has become of a recipe.
  enum Progress: Sendable {
    /// Ordered, or never heard of.
    case waiting
    /// In a file of this path and size in bytes.
    case ready(path: String, size: Int)
    /// Could not be rendered, for this reason: the disk is full, for example.
    case failed(String)
  }

  /// The folder's absolute path, without a slash at its end.
  let folder: String

  private let songs = Mutex<[SongRecipe: Progress]>([:])

  /// An empty shelf.
  ///
  /// - Throws: The system's error where no folder can be made.
  package init() throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("segue-stand-in-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// What has become of a recipe; setting it tells the others.
  subscript(recipe: SongRecipe) -> Progress {
    get { songs.withLock { $0[recipe] ?? .waiting } }
    set { songs.withLock { $0[recipe] = newValue } }
  }
}
