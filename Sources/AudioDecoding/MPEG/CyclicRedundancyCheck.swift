/// The two 16-bit checksums of MPEG audio files; both divide by x¹⁶ + x¹⁵ + x² + 1.
enum CyclicRedundancyCheck {
  /// The checksum of a protected frame: most significant bit first, from `0xFFFF`.
  ///
  /// ISO/IEC 11172-3, 2.4.3.1. Layer III covers the third and fourth byte of the header and the
  /// side information. One frame has a few dozen bytes, so no table is worth its while.
  static func frame(_ header: MPEGHeader, sideInformation: UnsafeRawBufferPointer) -> UInt16 {
    var remainder: UInt16 = 0xFFFF
    func take(_ byte: UInt8) {
      remainder ^= UInt16(byte) << 8
      for _ in 0..<8 {
        remainder = remainder & 0x8000 != 0 ? (remainder << 1) ^ 0x8005 : remainder << 1
      }
    }
    take(header.coveredBytes.0)
    take(header.coveredBytes.1)
    for byte in sideInformation { take(byte) }
    return remainder
  }

  /// Goes on with the checksum of a LAME tag: least significant bit first, from 0.
  ///
  /// LAME's tag has it over its own bytes, and over all frames behind it. Eight bytes at a time
  /// ("slicing by 8": Kounavis and Berry, A Systematic Approach to Building High Performance
  /// Software-Based CRC Generators, ISCC 2005), as it runs over the whole file.
  static func lame(_ bytes: UnsafeRawBufferPointer, from remainder: UInt16 = 0) -> UInt16 {
    tables.withUnsafeBufferPointer { tables in
      var remainder = remainder
      var index = 0
      while index + 8 <= bytes.count {
        let low = UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
        let first = remainder ^ low
        let head = tables[7 * 256 + Int(first & 0xFF)] ^ tables[6 * 256 + Int(first >> 8)]
        let middle =
          tables[5 * 256 + Int(bytes[index + 2])] ^ tables[4 * 256 + Int(bytes[index + 3])]
        let late =
          tables[3 * 256 + Int(bytes[index + 4])] ^ tables[2 * 256 + Int(bytes[index + 5])]
        let last = tables[256 + Int(bytes[index + 6])] ^ tables[Int(bytes[index + 7])]
        remainder = head ^ middle ^ late ^ last
        index += 8
      }
      while index < bytes.count {
        remainder = (remainder >> 8) ^ tables[Int((remainder ^ UInt16(bytes[index])) & 0xFF)]
        index += 1
      }
      return remainder
    }
  }

  /// Table k holds what a byte leaves behind after k more bytes of zero.
  private static let tables: [UInt16] = {
    var tables = [UInt16](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var remainder = UInt16(byte)
      for _ in 0..<8 { remainder = remainder & 1 != 0 ? (remainder >> 1) ^ 0xA001 : remainder >> 1 }
      tables[byte] = remainder
    }
    for entry in 256..<8 * 256 {
      let before = tables[entry - 256]
      tables[entry] = (before >> 8) ^ tables[Int(before & 0xFF)]
    }
    return tables
  }()
}
