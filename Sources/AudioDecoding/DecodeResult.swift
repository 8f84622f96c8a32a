public import AudioModel

/// What a file was, and how whole it came out of the decoder.
public struct DecodeResult: Hashable, Sendable {
  /// Whether all of it could be decoded.
  ///
  /// `damaged` when something inside is missing or wrong, else `truncated` when the end is missing.
  public let status: DecodeStatus

  /// What was found wrong, in order of time; may hold notes although the status is `ok`.
  public let issues: [DecodeIssue]

  /// The codec's short name.
  ///
  /// Such as `mp3`, `mp2`, `flac`, `vorbis`, `opus`, `aac`, `alac`, `pcm_s16` or `pcm_f32`.
  public let codec: String

  /// The format of every block that was delivered.
  public let format: AudioFormat

  /// How many frames were delivered, never zero; an encoder's delay and padding are not among them.
  public let frameCount: Int

  /// The mean bit rate of the coded audio, in kilobits per second, tags not counted.
  ///
  /// `nil` for PCM, where it says nothing that the format does not, and where damage leaves open how
  /// many bytes gave the audio.
  public let bitrateInKilobits: Double?

  /// `frameCount` in seconds.
  public var duration: Double { Double(frameCount) / format.sampleRate }

  init(
    issues: [DecodeIssue], codec: String, format: AudioFormat, frameCount: Int,
    bitrateInKilobits: Double?
  ) {
    let harm = issues.filter { $0.severity != .info }
    if harm.contains(where: { $0.kind != .truncated }) {
      status = .damaged
    } else {
      status = harm.isEmpty ? .ok : .truncated
    }
    self.issues = issues.sorted { $0.range.start < $1.range.start }
    self.codec = codec
    self.format = format
    self.frameCount = frameCount
    self.bitrateInKilobits = bitrateInKilobits
  }
}
