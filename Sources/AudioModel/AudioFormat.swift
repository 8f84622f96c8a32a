/// How fast a stream of audio runs, and which channels it has.
public struct AudioFormat: Hashable, Sendable {
  /// Frames per second, in hertz.
  ///
  /// One frame is one sample of every channel.
  public let sampleRate: Double

  /// The channels, in the order in which a block holds them.
  public let channels: [AudioChannel]

  /// How many channels there are.
  public var channelCount: Int { channels.count }

  /// A format whose channels are named.
  ///
  /// - Precondition: `sampleRate` is finite and above zero, and there is at least one channel.
  public init(sampleRate: Double, channels: [AudioChannel]) {
    precondition(sampleRate.isFinite && sampleRate > 0, "no such sample rate: \(sampleRate)")
    precondition(!channels.isEmpty, "a format needs at least one channel")
    self.sampleRate = sampleRate
    self.channels = channels
  }

  /// A format whose channels stand in the usual order of a file that does not name them.
  public init(sampleRate: Double, channelCount: Int) {
    self.init(
      sampleRate: sampleRate, channels: AudioChannel.usualOrder(count: channelCount))
  }
}
