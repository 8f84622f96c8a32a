public import AudioModel

/// What a file was, and how whole it came out of the decoder.
public struct DecodeReport: Codable, Hashable, Sendable {
  /// Whether all of it could be decoded.
  public let status: DecodeStatus
  /// What was wrong with the file, in order of time.
  public let issues: [QualityReport]
  /// The codec's short name.
  ///
  /// Such as `mp3`, `flac` or `aac`.
  public let codec: String
  /// Frames per second.
  public let sampleRate: Int
  /// How many channels.
  public let channelCount: Int
  /// How many frames were decoded, encoder delay and padding left out.
  public let frameCount: Int
  /// `frameCount / sampleRate`, rounded to a microsecond.
  public let durationInSeconds: Double
  /// The mean bit rate of the audio, in kilobits per second; `null` where it says nothing.
  @NullWhenNil public var bitrateInKilobits: Double?

  /// A report; the duration follows from the frames.
  public init(
    status: DecodeStatus, issues: [QualityReport], codec: String, sampleRate: Int,
    channelCount: Int, frameCount: Int, bitrateInKilobits: Double?
  ) {
    self.status = status
    self.issues = issues
    self.codec = codec
    self.sampleRate = sampleRate
    self.channelCount = channelCount
    self.frameCount = frameCount
    durationInSeconds = (Double(frameCount) / Double(sampleRate)).rounded(toDecimals: 6)
    self.bitrateInKilobits = bitrateInKilobits
  }

  private enum CodingKeys: String, CodingKey {
    case status, issues, codec
    case sampleRate = "sample_rate_hz"
    case channelCount = "channels"
    case frameCount = "frames"
    case durationInSeconds = "duration_s"
    case bitrateInKilobits = "bitrate_kbps"
  }
}
