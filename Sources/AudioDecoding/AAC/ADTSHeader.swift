/// The header of one frame of AAC in an ADTS stream: ISO/IEC 14496-3, 1.A.2.2.
struct ADTSHeader: FrameHeader {
  static let byteCount = 7
  /// The length has 13 bits.
  static let longestFrame = 8191

  /// In hertz, of the core: a stream with spectral band replication plays at twice this.
  let sampleRate: Int
  /// Where the frame ends, header included.
  let frameLength: Int?

  private let profile: UInt8
  private let channelConfiguration: UInt8

  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.byteCount, bytes[0] == 0xFF, bytes[1] & 0xF6 == 0xF0 else {
      return nil
    }
    let rates = [
      96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
      7_350,
    ]
    let index = Int(bytes[2] >> 2) & 15
    let length = Int(bytes[3] & 3) << 11 | Int(bytes[4]) << 3 | Int(bytes[5]) >> 5
    guard index < rates.count, length > Self.byteCount else { return nil }
    sampleRate = rates[index]
    frameLength = length
    profile = bytes[2] >> 6
    channelConfiguration = (bytes[2] & 1) << 2 | bytes[3] >> 6
  }

  func continues(_ other: ADTSHeader) -> Bool {
    sampleRate == other.sampleRate && profile == other.profile
      && channelConfiguration == other.channelConfiguration
  }
}
