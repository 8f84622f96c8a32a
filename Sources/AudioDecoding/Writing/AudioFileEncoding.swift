import CSndFile

/// How an `AudioFileWriter` stores samples.
public enum AudioFileEncoding: Hashable, Sendable {
  /// WAV with 32-bit floats: what was written is read back bit for bit.
  case wav
  /// WAV with 24-bit integers: samples beyond full scale are clipped.
  case wav24
  /// AIFF with 24-bit integers: samples beyond full scale are clipped.
  case aiff
  /// FLAC with 24-bit integers: samples beyond full scale are clipped.
  case flac
  /// Vorbis in Ogg, at the library's middle quality.
  case vorbis
  /// Opus in Ogg, at the library's middle quality, for 48, 24, 16, 12 and 8 kHz.
  case opus
  /// MP3 at a constant bit rate, mono or stereo, with the tag that makes its length exact.
  ///
  /// The encoder takes the nearest legal rate: 32 to 320 kbit/s at 32 to 48 kHz, 8 to 160 at 16 to
  /// 24 kHz, 8 to 64 below. At rates so low that the tag is longer than a frame (32 kbit/s at 16
  /// kHz) the encoder leaves it out, and the file is then some 1,100 frames of PCM longer. A song
  /// of 3 minutes takes 22.5 kB for each kbit/s: 2.16 MB at 96, 1.8 MB at 80.
  case mp3(kilobitsPerSecond: Int)

  /// The encoding that a file name asks for by its extension, MP3 at 192 kbit/s.
  ///
  /// `nil` for an extension that is not one of wav, aif, aiff, flac, ogg, opus, mp3, in any case.
  public init?(pathExtension: String) {
    switch pathExtension.lowercased() {
    case "wav": self = .wav
    case "aif", "aiff": self = .aiff
    case "flac": self = .flac
    case "ogg": self = .vorbis
    case "opus": self = .opus
    case "mp3": self = .mp3(kilobitsPerSecond: 192)
    default: return nil
    }
  }

  /// What a person calls it.
  var name: String {
    switch self {
    case .wav, .wav24: "WAV"
    case .aiff: "AIFF"
    case .flac: "FLAC"
    case .vorbis: "Ogg Vorbis"
    case .opus: "Opus"
    case .mp3: "MP3"
    }
  }

  /// The container and sample format in the terms of libsndfile.
  var libraryFormat: Int32 {
    let (major, minor) =
      switch self {
      case .wav: (SF_FORMAT_WAV, SF_FORMAT_FLOAT)
      case .wav24: (SF_FORMAT_WAV, SF_FORMAT_PCM_24)
      case .aiff: (SF_FORMAT_AIFF, SF_FORMAT_PCM_24)
      case .flac: (SF_FORMAT_FLAC, SF_FORMAT_PCM_24)
      case .vorbis: (SF_FORMAT_OGG, SF_FORMAT_VORBIS)
      case .opus: (SF_FORMAT_OGG, SF_FORMAT_OPUS)
      case .mp3: (SF_FORMAT_MPEG, SF_FORMAT_MPEG_LAYER_III)
      }
    return Int32(major | minor)
  }

  /// Whether samples beyond full scale must be clipped, as integers would wrap around.
  var isInteger: Bool {
    switch self {
    case .wav24, .aiff, .flac: true
    case .wav, .vorbis, .opus, .mp3: false
    }
  }

  /// The compression level, 0 to 1, at which libsndfile asks its encoder for a constant bit rate.
  ///
  /// libsndfile has no setting for a bit rate, but spreads the legal rates of the sample rate
  /// evenly over the level, the highest at 0 (found by measuring version 1.2.0 at every tenth of
  /// the level). The legal rates are those of ISO/IEC 11172-3 and 13818-3, Layer III.
  static func compressionLevel(kilobitsPerSecond: Int, sampleRate: Double) -> Double {
    let range: ClosedRange<Double> =
      switch sampleRate {
      case 32_000...: 32...320
      case 16_000...: 8...160
      default: 8...64
      }
    let level =
      (range.upperBound - Double(kilobitsPerSecond)) / (range.upperBound - range.lowerBound)
    return min(max(level, 0), 1)
  }
}
