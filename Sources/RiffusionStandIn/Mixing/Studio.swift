import AudioDecoding
import AudioModel
import Foundation
import Synchronization

/// Renders recipes into MP3 files, one after the other, each once.
///
/// Orders wait in line for `work()`, which one task of the server runs; so HTTP is answered while a
/// song is rendered.
final class Studio: Sendable {
  /// What has become of a recipe.
  enum Progress: Sendable {
    /// Ordered, or never heard of.
    case waiting
    /// In a file of this path and size in bytes.
    case ready(path: String, size: Int)
    /// Could not be rendered, for this reason: the disk is full, for example.
    case failed(String)
  }

  private let folder: String
  private let length: SongLength
  private let orders: AsyncStream<SongRecipe>
  private let line: AsyncStream<SongRecipe>.Continuation
  private let done = Mutex<[SongRecipe: Progress]>([:])

  /// A studio that puts its files into an existing folder, each under a name that follows from its
  /// recipe; a file that is there already is taken as it is.
  init(folder: String, length: SongLength) {
    self.folder = folder
    self.length = length
    (orders, line) = AsyncStream.makeStream(of: SongRecipe.self)
  }

  /// Puts a recipe in line; one that was rendered before is ready at once.
  func order(_ recipe: SongRecipe) { line.yield(recipe) }

  /// What has become of a recipe.
  func progress(of recipe: SongRecipe) -> Progress {
    done.withLock { $0[recipe] ?? .waiting }
  }

  /// Renders what is ordered, until it is cancelled.
  func work() async {
    for await recipe in orders {
      do {
        _ = try await file(of: recipe)
      } catch is CancellationError {
        return
      } catch {
        done.withLock { $0[recipe] = .failed("\(error)") }
      }
    }
  }

  /// The file of a recipe, rendered if it is not yet there.
  private func file(of recipe: SongRecipe) async throws -> String {
    if case .ready(let path, _) = progress(of: recipe) { return path }
    let name = String("\(length) \(recipe)".utf8.fingerprint, radix: 16)
    let path = "\(folder)/\(name).mp3"
    if !FileManager.default.fileExists(atPath: path) {
      try await render(recipe, into: path)
    }
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    done.withLock { $0[recipe] = .ready(path: path, size: size ?? 0) }
    return path
  }

  private func render(_ recipe: SongRecipe, into path: String) async throws {
    var playback = Playback(recipe, sampleRate: length.sampleRate)
    var writer = try AudioFileWriter(
      path: path, format: playback.format,
      encoding: .mp3(kilobitsPerSecond: length.kilobitsPerSecond))
    while let block = playback.next() {
      try writer.write(block)
      // Other tasks get their turn after every block.
      try Task.checkCancellation()
      await Task.yield()
    }
    try writer.finish()
  }
}
