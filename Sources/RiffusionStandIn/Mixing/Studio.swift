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
      switch recipe {
      case .whole(let performance): try await play(performance, for: recipe.duration, into: path)
      case .spliced(let source, let insert):
        try await splice(insert, into: try await file(of: source), as: path)
      }
    }
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    done.withLock { $0[recipe] = .ready(path: path, size: size ?? 0) }
    return path
  }

  private func play(
    _ performance: Performance, for duration: Double, into path: String
  ) async throws {
    var passage = Passage(performance, from: 0, sampleRate: length.sampleRate)
    var writer = try writer(for: path, format: passage.format)
    var missing = Int((duration * length.sampleRate).rounded())
    while missing > 0 {
      var frames = passage.read(min(missing, Self.blockLength))
      if frames[0].isEmpty {
        // The silence up to the grid of durations.
        let silence = [Float](repeating: 0, count: min(missing, Self.blockLength))
        frames = frames.map { _ in silence }
      }
      missing -= frames[0].count
      try writer.write(AudioBlock(format: passage.format, channels: frames))
      try await giveWay()
    }
    try writer.finish()
  }

  private func splice(
    _ insert: SongRecipe.Insert, into source: String, as path: String
  ) async throws {
    var splice = Splice(insert, sampleRate: length.sampleRate)
    var writer = try writer(for: path, format: splice.format)
    _ = try await AudioFile(path: source).decode { _ in
    } each: { _, block in
      try writer.write(splice.process(block))
    }
    while let block = splice.rest() {
      try writer.write(block)
      try await giveWay()
    }
    try writer.finish()
  }

  private func writer(
    for path: String, format: AudioFormat
  ) throws(AudioFileError) -> AudioFileWriter {
    try AudioFileWriter(
      path: path, format: format, encoding: .mp3(kilobitsPerSecond: length.kilobitsPerSecond))
  }

  /// Other tasks get their turn after every block, which is a fraction of a second of rendering.
  private func giveWay() async throws {
    try Task.checkCancellation()
    await Task.yield()
  }

  private static let blockLength = 8192
}
