/// What the first frame of an MP3 says about the others, in the place of audio.
///
/// Three kinds exist, none in a standard: Xing's (`Xing` for variable, `Info` for constant bit
/// rates), LAME's extension of it, and Fraunhofer's (`VBRI`). All of it is a claim, to be checked.
struct LengthTag {
  /// How many frames follow this one; `nil` when it does not say.
  private(set) var frameCount: Int?

  /// How many bytes there are from the start of this frame to the end of the last.
  private(set) var byteCount: Int?

  /// How many frames of PCM the encoder put before the sound.
  private(set) var delay: Int?

  /// How many frames of PCM the encoder put after the sound, to fill its last frame.
  private(set) var padding: Int?

  /// The LAME checksum over all frames that follow; `nil` unless the tag's own checksum is right.
  private(set) var audioChecksum: UInt16?

  /// Reads the tag from a whole frame; `nil` when the frame is audio.
  init?(header: MPEGHeader, frame: UnsafeRawBufferPointer) {
    guard header.layer == 3 else { return nil }
    // The tag stands behind the empty side information; whether a CRC comes between differs.
    let place = MPEGHeader.byteCount + header.sideInformationLength
    for start in [place, place + 2] where frame.count >= start + 8 {
      let name = frame[start..<start + 4]
      if name.elementsEqual("Xing".utf8) || name.elementsEqual("Info".utf8) {
        readXing(frame, from: start)
        return
      }
    }
    // Fraunhofer's stands 32 bytes behind the header, whatever the frame.
    let fraunhofer = MPEGHeader.byteCount + 32
    guard frame.count >= fraunhofer + 18,
      frame[fraunhofer..<fraunhofer + 4].elementsEqual("VBRI".utf8)
    else { return nil }
    byteCount = Self.integer(frame, at: fraunhofer + 10)
    frameCount = Self.integer(frame, at: fraunhofer + 14)
  }

  private mutating func readXing(_ frame: UnsafeRawBufferPointer, from start: Int) {
    let flags = frame[start + 7]
    var place = start + 8
    if flags & 1 != 0 {
      frameCount = Self.integer(frame, at: place)
      place += 4
    }
    if flags & 2 != 0 {
      byteCount = Self.integer(frame, at: place)
      place += 4
    }
    if flags & 4 != 0 { place += 100 }
    if flags & 8 != 0 { place += 4 }
    // LAME's extension: 9 bytes of name; delay and padding of 12 bits each at 21; checksums of the
    // audio at 32 and of the tag up to itself at 34.
    guard frame.count >= place + 36, frame[place] != 0 else { return }
    delay = Int(frame[place + 21]) << 4 | Int(frame[place + 22]) >> 4
    padding = Int(frame[place + 22] & 15) << 8 | Int(frame[place + 23])
    let own = UInt16(frame[place + 34]) << 8 | UInt16(frame[place + 35])
    let covered = UnsafeRawBufferPointer(rebasing: frame[..<(place + 34)])
    if CyclicRedundancyCheck.lame(covered) == own {
      audioChecksum = UInt16(frame[place + 32]) << 8 | UInt16(frame[place + 33])
    }
  }

  private static func integer(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int? {
    guard index + 4 <= bytes.count else { return nil }
    return bytes[index..<index + 4].reduce(0) { $0 << 8 | Int($1) }
  }
}
