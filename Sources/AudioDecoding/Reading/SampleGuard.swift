import AudioModel

/// Takes nonsense out of decoded samples, so that no number is ever computed from it.
///
/// A decoder that is fed damaged bits may give samples far beyond any real programme. Stretches of
/// 576 frames, an MPEG granule, with a sample that is not finite or beyond ±8 become silence, which
/// keeps all that follows at its time.
struct SampleGuard {
  /// The length of a stretch, in frames: one granule of ISO/IEC 11172-3, Layer III.
  static let stretch = 576

  /// The largest magnitude that is believed: +18 dBFS.
  ///
  /// Our choice: decoded MP3s of loud masters stay below 2, and damaged ones reach 40,000.
  static let limit: Float = 8

  private var position = 0

  /// Silences what is nonsense in the next `frameCount` interleaved frames, and notes it.
  mutating func clean(
    _ samples: inout [Float], frameCount: Int, format: AudioFormat, log: inout IssueLog
  ) {
    let channelCount = format.channelCount
    samples.withUnsafeMutableBufferPointer { samples in
      var start = 0
      while start < frameCount {
        let end = min(start + Self.stretch, frameCount)
        let range = start * channelCount..<end * channelCount
        if Self.isNonsense(UnsafeBufferPointer(rebasing: samples[range])) {
          samples[range].update(repeating: 0)
          log.note(
            .corruptData, from: Double(position + start) / format.sampleRate,
            to: Double(position + end) / format.sampleRate,
            "the audio decodes to values far beyond full scale; silence stands for it")
        }
        start = end
      }
    }
    position += frameCount
  }

  /// Whether any sample is beyond the limit, infinite, or not a number.
  ///
  /// Without their sign, floats order like their bit patterns, infinity and NaN at the top.
  private static func isNonsense(_ samples: UnsafeBufferPointer<Float>) -> Bool {
    let limit = Int32(bitPattern: Self.limit.bitPattern)
    var excess: Int32 = 0
    for sample in samples {
      let magnitude = Int32(bitPattern: sample.bitPattern & 0x7FFF_FFFF)
      excess |= limit &- magnitude
    }
    return excess < 0
  }
}
