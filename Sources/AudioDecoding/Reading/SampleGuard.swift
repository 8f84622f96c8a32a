import AudioModel

/// Takes nonsense out of decoded samples, so that no number is ever computed from it.
///
/// A decoder that is fed damaged bits may give samples far beyond any real programme. Stretches of
/// 576 frames, an MPEG granule, with a sample that is not finite or beyond a limit become silence,
/// which keeps all that follows at its time.
struct SampleGuard {
  /// The length of a stretch, in frames: one granule of ISO/IEC 11172-3, Layer III.
  static let stretch = 576

  /// The largest magnitude that is believed.
  private let limit: Float

  /// A guard for one file.
  ///
  /// PCM may be as loud as its maker left it, and Ogg and FLAC have checksums: +18 dBFS is let
  /// through, our choice. In MPEG and AAC nothing else tells of most changed bits, and no decoder
  /// says so: the limit is +12 dBFS. Ours, measured: what encoders make of music that was clipped
  /// until it was square reaches +8.1, of noise at full scale +10.9, and songs +3; of changed bits
  /// that bring Layer II above full scale, it finds three in five.
  init(kind: AudioFileKind) {
    limit =
      switch kind {
      case .mpeg, .mp4, .adts: 4
      case .wave, .aiff, .flac, .ogg: 8
      }
  }

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
        if isNonsense(UnsafeBufferPointer(rebasing: samples[range])) {
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
  private func isNonsense(_ samples: UnsafeBufferPointer<Float>) -> Bool {
    let limit = Int32(bitPattern: limit.bitPattern)
    var excess: Int32 = 0
    for sample in samples {
      let magnitude = Int32(bitPattern: sample.bitPattern & 0x7FFF_FFFF)
      excess |= limit &- magnitude
    }
    return excess < 0
  }
}
