/// A kind of audio file, told by its first bytes: names and headers of servers are not trusted.
public enum AudioKind: String, Hashable, Sendable, CaseIterable {
  /// MPEG audio.
  case mp3
  /// AAC or another codec in an MPEG-4 container.
  case m4a
  /// AAC without a container.
  case aac
  /// RIFF WAVE.
  case wav
  /// Free lossless audio codec.
  case flac
  /// Vorbis or Opus in Ogg.
  case ogg
  /// Audio interchange file format.
  case aiff

  /// The kind of a file.
  ///
  /// - Parameter head: Its first bytes, at least `headLength` where the file has so many; anything
  ///   that is no audio that we know gives `nil`.
  init?(head: some Collection<UInt8>) {
    let bytes = Array(head.prefix(Self.headLength))
    func has(_ text: String, at offset: Int = 0) -> Bool {
      bytes.dropFirst(offset).starts(with: text.utf8)
    }
    if has("fLaC") {
      self = .flac
    } else if has("OggS") {
      self = .ogg
    } else if has("RIFF"), has("WAVE", at: 8) {
      self = .wav
    } else if has("FORM"), has("AIFF", at: 8) || has("AIFC", at: 8) {
      self = .aiff
    } else if has("ftyp", at: 4) {
      self = .m4a
    } else if has("ID3") {
      self = .mp3
    } else if bytes.count >= 2, bytes[0] == 0xFF, bytes[1] & 0xF6 == 0xF0 {
      // ADTS: twelve sync bits, layer 00 (ISO/IEC 13818-7, 6.2).
      self = .aac
    } else if bytes.count >= 2, bytes[0] == 0xFF, bytes[1] & 0xE0 == 0xE0, bytes[1] & 0x06 != 0 {
      // MPEG audio: eleven sync bits and a layer (ISO/IEC 11172-3, 2.4.1.3).
      self = .mp3
    } else {
      return nil
    }
  }

  /// How many first bytes tell the kind.
  static let headLength = 12
}
