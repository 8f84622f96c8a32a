import AudioDecoding
import AudioModel
import Foundation

/// Renders recipes into MP3 files, one after the other, each once.
///
/// Orders wait in line for `work()`, which one task of the server runs; so HTTP is answered while a
/// song is rendered.
final class Studio: Sendable {
  private let shelf: SongShelf
  private let length: SongLength
  private let orders: AsyncStream<SongRecipe>
  private let line: AsyncStream<SongRecipe>.Continuation

  /// A studio that puts its files on a shelf.
  init(shelf: SongShelf, length: SongLength) {
    self.shelf = shelf
    self.length = length
    (orders, line) = AsyncStream.makeStream(of: SongRecipe.self)
  }

  /// Puts a recipe in line; one that was rendered before is ready at once.
  func order(_ recipe: SongRecipe) { line.yield(recipe) }

  /// What has become of a recipe.
  func progress(of recipe: SongRecipe) -> SongShelf.Progress { shelf[recipe] }

  /// Renders what is ordered, until it is cancelled.
  func work() async {
    for await recipe in orders {
      do {
        _ = try await file(of: recipe)
      } catch is CancellationError {
        return
      } catch {
        shelf[recipe] = .failed("\(error)")
      }
    }
  }

  /// The file of a recipe, rendered if it is not yet there.
  private func file(of recipe: SongRecipe) async throws -> String {
    if case .ready(let path, _) = progress(of: recipe) { return path }
    let path = "\(shelf.folder)/\(UUID().uuidString.lowercased()).mp3"
    switch recipe {
    case .whole(let performance): try await play(performance, for: recipe.duration, into: path)
    case .spliced(let source, let insert):
      try await splice(insert, into: try await file(of: source), as: path)
    }
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    shelf[recipe] = .ready(path: path, size: size ?? 0)
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
