/// What an audio file is, judged by its bytes and never by its name.
public enum AudioFileKind: Hashable, Sendable {
  /// MPEG-1, 2 or 2.5 audio, Layer I to III, bare or inside a RIFF file.
  case mpeg
  /// WAV, in its plain or its 64-bit form (RF64).
  case wave
  /// AIFF or AIFC.
  case aiff
  /// FLAC in its own container.
  case flac
  /// Vorbis or Opus in Ogg; FLAC there where libsndfile takes it, which 1.2.0 does not.
  case ogg
  /// MP4, M4A or QuickTime with a sound track, most often AAC.
  case mp4
  /// Bare AAC with ADTS headers.
  case adts
}

extension AudioFileKind: CustomStringConvertible {
  /// The usual name, such as `MP4/M4A audio`.
  public var description: String {
    switch self {
    case .mpeg: "MPEG audio (MP3)"
    case .wave: "WAV audio"
    case .aiff: "AIFF audio"
    case .flac: "FLAC audio"
    case .ogg: "Ogg audio"
    case .mp4: "MP4/M4A audio"
    case .adts: "AAC audio (ADTS)"
    }
  }
}
