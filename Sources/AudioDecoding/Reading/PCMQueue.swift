/// Interleaved PCM that was decoded and is not yet given out.
struct PCMQueue {
  /// How many frames wait.
  private(set) var frameCount = 0

  private let channelCount: Int
  /// `frameCount` frames from the beginning, and room behind them.
  private var samples: [Float] = []

  /// An empty queue of frames of so many channels.
  init(channelCount: Int) { self.channelCount = channelCount }

  /// Puts frames behind those that wait; as many of silence without `new`.
  mutating func append(_ new: UnsafePointer<Float>?, frameCount added: Int) {
    let (start, count) = (frameCount * channelCount, added * channelCount)
    if samples.count < start + count {
      samples.append(contentsOf: repeatElement(0, count: start + count - samples.count))
    }
    samples.withUnsafeMutableBufferPointer { target in
      guard let to = target.baseAddress else { return }
      if let new {
        (to + start).update(from: new, count: count)
      } else {
        (to + start).update(repeating: 0, count: count)
      }
    }
    frameCount += added
  }

  /// Moves the first frames to the beginning of a buffer that has room for them.
  mutating func move(_ count: Int, to buffer: inout [Float]) {
    let taken = count * channelCount
    let rest = frameCount * channelCount - taken
    buffer.withUnsafeMutableBufferPointer { target in
      samples.withUnsafeMutableBufferPointer { source in
        guard let to = target.baseAddress, let from = source.baseAddress else { return }
        to.update(from: from, count: taken)
        from.update(from: from + taken, count: rest)
      }
    }
    frameCount -= count
  }

  /// Drops so many of the last frames, at most all.
  mutating func removeLast(_ count: Int) { frameCount -= min(frameCount, count) }
}
