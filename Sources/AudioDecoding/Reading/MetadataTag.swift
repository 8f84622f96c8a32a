/// Recognises the tags that stand before, between and after frames, to step over them.
enum MetadataTag {
  /// How many bytes a judgement needs.
  static let byteCount = 32

  /// The length in bytes of the tag that begins here, by its own claim; `nil` where none begins.
  ///
  /// ID3v2 (id3.org, ID3v2.4.0 structure, 3.1), ID3v1 with its 128 bytes, and APEv2 by its header.
  static func length(_ bytes: UnsafeRawBufferPointer) -> Int? {
    if bytes.count >= 10, bytes.starts(with: "ID3".utf8), bytes[3] < 0xFF, bytes[4] < 0xFF,
      bytes[6...9].allSatisfy({ $0 < 0x80 })
    {
      let size = bytes[6...9].reduce(0) { $0 << 7 | Int($1) }
      return 10 + size + (bytes[5] & 0x10 != 0 ? 10 : 0)
    }
    if bytes.starts(with: "TAG".utf8) { return 128 }
    if bytes.count >= 32, bytes.starts(with: "APETAGEX".utf8) {
      let size = bytes[12..<16].reversed().reduce(0) { $0 << 8 | Int($1) }
      let isHeader = bytes[23] & 0x20 != 0
      return isHeader ? size + 32 : 32
    }
    return nil
  }
}
