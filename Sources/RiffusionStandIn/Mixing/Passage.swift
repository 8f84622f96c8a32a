import AudioModel

/// The frames of a performance, as many at a time as are asked for.
struct Passage {
  /// The format of the frames.
  let format: AudioFormat

  private var renderer: SongRenderer
  private var waiting: [[Float]]

  /// A passage that starts some seconds into the performance.
  init(_ performance: Performance, from offset: Double, sampleRate: Double) {
    renderer = SongRenderer(plan: performance.plan, sampleRate: sampleRate, from: offset)
    format = renderer.format
    waiting = Array(repeating: [], count: format.channelCount)
  }

  /// The next frames: one array for each channel, shorter than asked for only at the end.
  mutating func read(_ count: Int) -> [[Float]] {
    while waiting[0].count < count, let block = renderer.next() {
      for channel in waiting.indices { waiting[channel] += block.channels[channel] }
    }
    let length = min(count, waiting[0].count)
    let frames = waiting.map { Array($0[..<length]) }
    for channel in waiting.indices { waiting[channel].removeFirst(length) }
    return frames
  }
}
