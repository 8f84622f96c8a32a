import AudioModel

/// What came out of a decoder, before the file is judged.
struct Delivery<Consumer> {
  /// What listened to the blocks.
  let consumer: Consumer
  /// How many frames it was given.
  let frameCount: Int
  /// The format of all blocks.
  let format: AudioFormat
  /// The codec's short name.
  let codec: String
  /// The mean bit rate; `nil` for PCM, and where damage leaves it unknown.
  var bitrateInKilobits: Double?
  /// What was found wrong.
  var log: IssueLog

  /// How long the audio is, in seconds.
  var duration: Double { Double(frameCount) / format.sampleRate }

  /// The same in public.
  ///
  /// - Precondition: at least one frame.
  var result: DecodeResult {
    DecodeResult(
      issues: log.issues(within: duration), codec: codec, format: format, frameCount: frameCount,
      bitrateInKilobits: bitrateInKilobits)
  }
}
