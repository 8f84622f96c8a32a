/// A short run of decoded audio: planar, one array of samples for each channel.
///
/// Full scale is ±1.0, and samples may lie beyond it. Every channel holds the same number of
/// frames. Blocks of one stream may differ in length, and an analyser must not care.
public struct AudioBlock: Sendable {
  /// The format that every block of the stream shares.
  public let format: AudioFormat

  /// `format.channelCount` arrays of `frameCount` samples.
  public private(set) var channels: [[Float]]

  /// How many frames the block holds.
  public var frameCount: Int { channels.first?.count ?? 0 }

  /// A block of the given samples.
  ///
  /// - Precondition: one array for each channel of the format, all of the same length.
  public init(format: AudioFormat, channels: [[Float]]) {
    precondition(
      channels.count == format.channelCount,
      "\(channels.count) arrays for \(format.channelCount) channels")
    precondition(
      channels.allSatisfy { $0.count == channels[0].count }, "channels differ in length")
    self.format = format
    self.channels = channels
  }

  /// An empty block, to be filled by `replaceContents`.
  public init(format: AudioFormat) {
    self.init(format: format, channels: Array(repeating: [], count: format.channelCount))
  }

  /// Replaces the samples by interleaved ones, keeping the storage where it is large enough.
  ///
  /// - Precondition: `samples.count` is a multiple of the channel count.
  public mutating func replaceContents(interleaved samples: UnsafeBufferPointer<Float>) {
    let channelCount = format.channelCount
    let frameCount = samples.count / channelCount
    precondition(
      frameCount * channelCount == samples.count,
      "\(samples.count) samples are no whole frames of \(channelCount) channels")
    for channel in 0..<channelCount where channels[channel].count != frameCount {
      channels[channel] = [Float](repeating: 0, count: frameCount)
    }
    guard let source = samples.baseAddress else { return }
    if channelCount == 2 {
      // In one loop, which runs on vectors.
      var (left, right) = (channels[0], channels[1])
      channels.removeAll(keepingCapacity: true)
      left.withUnsafeMutableBufferPointer { left in
        right.withUnsafeMutableBufferPointer { right in
          guard let left = left.baseAddress, let right = right.baseAddress else { return }
          for frame in 0..<frameCount {
            left[frame] = source[2 &* frame]
            right[frame] = source[2 &* frame &+ 1]
          }
        }
      }
      channels.append(left)
      channels.append(right)
      return
    }
    for channel in 0..<channelCount {
      channels[channel].withUnsafeMutableBufferPointer { target in
        guard let target = target.baseAddress else { return }
        for frame in 0..<frameCount { target[frame] = source[frame &* channelCount &+ channel] }
      }
    }
  }
}
