/// The four bytes before each frame of MPEG audio.
///
/// ISO/IEC 11172-3, 2.4.1.3 and 2.4.2.3; ISO/IEC 13818-3 for the lower sample rates; MPEG-2.5,
/// which is in no standard, halves those again.
struct MPEGHeader: FrameHeader {
  /// The generations of the standard, by their sample rates.
  enum Version: Sendable { case mpeg1, mpeg2, mpeg25 }

  static let byteCount = 4

  /// 8 kbit/s at 24 kHz, the least that the tables have.
  static let shortestFrame = 24

  /// Free format at 640 kbit/s and 32 kHz, the most that decoders are known to take, is 2880 bytes.
  static let longestFrame = 4096

  /// The generation of the standard.
  let version: Version
  /// 1 to 3.
  let layer: Int
  /// In hertz.
  let sampleRate: Int
  /// In kilobits per second; 0 for free format.
  let bitrate: Int
  /// Whether the frame is one slot longer than it would be without.
  let isPadded: Bool
  /// 1 or 2.
  let channelCount: Int
  /// Whether a CRC-16 follows the header.
  let isProtected: Bool
  /// The third and fourth byte, which the CRC covers.
  let coveredBytes: (UInt8, UInt8)
  /// A free-format frame's length without its padding, once it is known.
  private(set) var freeLength: Int?

  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.byteCount, bytes[0] == 0xFF, bytes[1] & 0xE0 == 0xE0 else {
      return nil
    }
    let (second, third, fourth) = (bytes[1], bytes[2], bytes[3])
    let versionBits = (second >> 3) & 3
    let layerBits = (second >> 1) & 3
    let bitrateIndex = Int(third >> 4)
    let rateIndex = Int(third >> 2) & 3
    // The reserved values of each field, and emphasis 2, which is reserved too.
    guard versionBits != 1, layerBits != 0, bitrateIndex != 15, rateIndex != 3, fourth & 3 != 2
    else { return nil }
    version = versionBits == 3 ? .mpeg1 : versionBits == 2 ? .mpeg2 : .mpeg25
    layer = 4 - Int(layerBits)
    let base = [44_100, 48_000, 32_000][rateIndex]
    sampleRate = version == .mpeg1 ? base : version == .mpeg2 ? base / 2 : base / 4
    bitrate = Self.bitrates(version: version, layer: layer)[bitrateIndex]
    isPadded = third & 2 != 0
    channelCount = fourth >> 6 == 3 ? 1 : 2
    isProtected = second & 1 == 0
    coveredBytes = (third, fourth)
  }

  /// How many frames of PCM the frame decodes to.
  var sampleCount: Int {
    switch layer {
    case 1: 384
    case 2: 1152
    default: version == .mpeg1 ? 1152 : 576
    }
  }

  /// How many bytes of side information a Layer III frame has, behind the header and the CRC.
  var sideInformationLength: Int {
    version == .mpeg1 ? (channelCount == 1 ? 17 : 32) : (channelCount == 1 ? 9 : 17)
  }

  var frameLength: Int? {
    let slot = layer == 1 ? 4 : 1
    let padding = isPadded ? slot : 0
    if bitrate == 0 { return freeLength.map { $0 + padding } }
    // 2.4.3.1: a frame has sampleCount / 8 × bit rate / sample rate bytes, whole slots.
    return sampleCount / 8 / slot * bitrate * 1000 / sampleRate * slot + padding
  }

  /// Frames of free format have one length, where it is known of both: without that, a few headers
  /// that stand in samples by chance would be a stream.
  func continues(_ other: MPEGHeader) -> Bool {
    let (length, otherLength) = (freeLength, other.freeLength)
    return version == other.version && layer == other.layer && sampleRate == other.sampleRate
      && (bitrate == 0) == (other.bitrate == 0)
      && (length == nil || otherLength == nil || length == otherLength)
  }

  func withLength(distance: Int) -> MPEGHeader? {
    var header = self
    header.freeLength = distance - (isPadded ? (layer == 1 ? 4 : 1) : 0)
    return header
  }

  func withLength(like other: MPEGHeader) -> MPEGHeader? {
    var header = self
    header.freeLength = other.freeLength
    return header
  }

  /// The tables of 2.4.2.3 and of 13818-3, 2.4.2.3, in kilobits per second.
  private static func bitrates(version: Version, layer: Int) -> [Int] {
    switch (version, layer) {
    case (.mpeg1, 1): [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448]
    case (.mpeg1, 2): [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384]
    case (.mpeg1, _): [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
    case (_, 1): [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256]
    case (_, _): [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
    }
  }
}
