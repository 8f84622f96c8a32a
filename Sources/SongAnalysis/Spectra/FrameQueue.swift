/// Cuts a stream of samples into overlapping frames, the centre of frame *k* on sample `k * hop`.
///
/// The stream is thought of as silent before its start and after its end, so that there are
/// `1 + samples / hop` frames, whatever the blocks were.
package struct FrameQueue {
  /// Samples in a frame.
  private let frameLength: Int
  /// Samples from one frame to the next.
  private let hop: Int

  private var samples: [Float]
  private var start = 0
  private var sampleCount = 0
  private var framesOut = 0

  /// An empty queue; the centre of a frame is its middle, unless it is said to be elsewhere.
  package init(frameLength: Int, hop: Int, centre: Int? = nil) {
    precondition(frameLength > 0 && hop > 0, "no such frames: \(frameLength) by \(hop)")
    self.frameLength = frameLength
    self.hop = hop
    samples = [Float](repeating: 0, count: centre ?? frameLength / 2)
  }

  /// Passes over so many samples if no frame reaches any of them, as between frames that are shorter
  /// than the hop.
  ///
  /// - Returns: Whether it did; else the samples are still to be given to `append`.
  package mutating func skip(_ count: Int) -> Bool {
    guard samples.isEmpty, start >= count else { return false }
    start -= count
    sampleCount += count
    return true
  }

  /// Takes samples, and lends every frame that is complete with them.
  package mutating func append(
    _ block: [Float], _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    samples.append(contentsOf: block)
    sampleCount += block.count
    lendFrames(upTo: .max, body)
  }

  /// Lends the frames that reach beyond the end of the stream.
  package mutating func finish(_ body: (UnsafeBufferPointer<Float>) -> Void) {
    samples.append(contentsOf: repeatElement(0, count: frameLength))
    lendFrames(upTo: 1 + sampleCount / hop, body)
  }

  private mutating func lendFrames(
    upTo limit: Int, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    samples.withUnsafeBufferPointer { all in
      while framesOut < limit, start + frameLength <= all.count {
        body(UnsafeBufferPointer(rebasing: all[start..<start + frameLength]))
        start += hop
        framesOut += 1
      }
    }
    let consumed = min(start, samples.count)
    samples.removeFirst(consumed)
    start -= consumed
  }
}
