/// Looks whether the pages of an Ogg file are all there and whole.
///
/// RFC 3533, section 6. libsndfile steps over what is lost, and says so only in its log.
struct OggPages {
  /// Whether the file begins with FLAC: xiph.org, Ogg FLAC mapping, behind a page's 28 bytes.
  let holdsFLAC: Bool
  /// How many pages have a wrong checksum or are missing in their numbering.
  private(set) var lostPageCount = 0
  /// How many bytes between pages belong to none.
  private(set) var junkByteCount = 0
  /// The highest position that a whole page states: how many frames of PCM end with it.
  private(set) var position = 0
  /// Where the last whole page ends; in files that were put together, that of the first one.
  private(set) var end = 0
  /// Whether another file begins there, of which nothing is told here.
  private(set) var isFollowedByAnother = false
  /// Whether bytes that are no page stand behind the end of the stream.
  private(set) var hasTrailingBytes = false
  /// Whether the last page is the end of its stream.
  private(set) var isEnded = false
  /// Whether the file ends inside a page.
  private(set) var isCut = false

  private static let headerLength = 27
  /// A page has at most 255 segments of 255 bytes.
  private static let longestPage = headerLength + 255 + 255 * 255

  /// Walks the pages of a file.
  ///
  /// - Throws: `cannotOpen` when the system cannot read.
  init(_ file: inout ByteReader) throws(AudioFileError) {
    holdsFLAC = try file.bytes(at: 28, count: 5).elementsEqual("\u{7F}FLAC".utf8)
    var offset = 0
    var next: (stream: [UInt8], number: Int)?
    var junk = 0
    // Streams that begin together lie side by side, such as the sound and the picture of a film.
    var isBeginning = true
    while offset < file.size {
      let page = try file.withBytes(at: offset, count: Self.longestPage) {
        bytes throws(AudioFileError) in Page(bytes)
      }
      switch page {
      case .none:
        junk += 1
        offset += 1
      case .cut:
        isCut = true
        return
      case .whole(let length, let position, let stream, let number, let flags, let isIntact):
        let isFirst = flags & 2 != 0
        if isFirst, isIntact, !isBeginning {
          isFollowedByAnother = true
          offset = file.size
          continue
        }
        junkByteCount += junk
        junk = 0
        isBeginning = isFirst
        if let next, next.stream == stream, number != next.number { lostPageCount += 1 }
        if isIntact { self.position = max(self.position, position) } else { lostPageCount += 1 }
        next = (stream, number + 1)
        isEnded = flags & 4 != 0
        offset += length
        end = offset
      }
    }
    if isEnded { hasTrailingBytes = junk > 0 } else { junkByteCount += junk }
  }

  /// What stands at one place of the file.
  private enum Page {
    case none
    case cut
    case whole(
      length: Int, position: Int, stream: [UInt8], number: Int, flags: UInt8, isIntact: Bool)

    init(_ bytes: UnsafeRawBufferPointer) {
      guard bytes.starts(with: "OggS".utf8) else {
        self = .none
        return
      }
      guard bytes.count >= headerLength else {
        self = .cut
        return
      }
      let segmentCount = Int(bytes[26])
      let bodyStart = headerLength + segmentCount
      let segments = bytes[min(headerLength, bytes.count)..<min(bodyStart, bytes.count)]
      let length = bodyStart + segments.reduce(0) { $0 + Int($1) }
      guard bytes.count >= length else {
        self = .cut
        return
      }
      let stored = bytes[22..<26].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      self = .whole(
        length: length,
        // All ones, that is −1, where no packet ends on the page.
        position: Int(bytes.loadUnaligned(fromByteOffset: 6, as: Int64.self).littleEndian),
        stream: Array(bytes[14..<18]),
        number: bytes[18..<22].reversed().reduce(0) { $0 << 8 | Int($1) },
        flags: bytes[5],
        isIntact: OggPages.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<length])) == stored)
    }
  }

  /// The CRC-32 of a page, its own four bytes taken as zero: 0x04C11DB7, most significant bit
  /// first, from 0.
  private static func checksum(_ page: UnsafeRawBufferPointer) -> UInt32 {
    table.withUnsafeBufferPointer { table in
      var remainder: UInt32 = 0
      for (index, byte) in page.enumerated() {
        let byte = (22..<26).contains(index) ? 0 : byte
        remainder = remainder << 8 ^ table[Int(UInt8(remainder >> 24) ^ byte)]
      }
      return remainder
    }
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    var remainder = UInt32(byte) << 24
    for _ in 0..<8 {
      remainder = remainder & 0x8000_0000 != 0 ? remainder << 1 ^ 0x04C1_1DB7 : remainder << 1
    }
    return remainder
  }
}
