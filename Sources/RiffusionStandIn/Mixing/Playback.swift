import AudioModel

/// The frames of a recipe, block by block, every sample played anew.
///
/// What is kept of a song has thus the very samples that its own file was coded from, and the coder,
/// which hears the same from the first frame on, makes the same of them up to the crop: a kept part
/// loses nothing from generation to generation.
struct Playback: IteratorProtocol {
  /// The format of all blocks.
  let format: AudioFormat

  private var passage: Passage
  private var missing: Int
  /// What is set into the performance, the first one first.
  private var splices: [Splice]

  /// How many frames are asked of a performance at a time: ours, a fraction of a second of work.
  private static let blockLength = 8192

  /// A playback at the start of a song.
  init(_ recipe: SongRecipe, sampleRate: Double) {
    var (recipe, inserts) = (recipe, [SongRecipe.Insert]())
    while case .spliced(let source, let insert) = recipe {
      inserts.append(insert)
      recipe = source
    }
    passage = Passage(recipe.performance(at: 0).performance, from: 0, sampleRate: sampleRate)
    missing = Int((recipe.duration * sampleRate).rounded())
    splices = inserts.reversed().map { Splice($0, sampleRate: sampleRate) }
    format = passage.format
  }

  /// The next block, which may be empty; `nil` at the end of the song.
  mutating func next() -> AudioBlock? { next(after: splices.count) }

  /// The next block of the song as it is with so many splices.
  private mutating func next(after count: Int) -> AudioBlock? {
    guard count > 0 else { return played() }
    if !splices[count - 1].isPastSource, let block = next(after: count - 1) {
      return splices[count - 1].process(block)
    }
    return splices[count - 1].rest()
  }

  /// The next block of the performance, and the silence up to the grid of durations.
  private mutating func played() -> AudioBlock? {
    guard missing > 0 else { return nil }
    var frames = passage.read(min(missing, Self.blockLength))
    if frames[0].isEmpty {
      let silence = [Float](repeating: 0, count: min(missing, Self.blockLength))
      frames = frames.map { _ in silence }
    }
    missing -= frames[0].count
    return AudioBlock(format: format, channels: frames)
  }
}
