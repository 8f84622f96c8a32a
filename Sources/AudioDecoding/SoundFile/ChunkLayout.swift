/// Where the audio of a RIFF, RF64 or AIFF file lies, by its own chunk headers.
///
/// Microsoft/IBM, Multimedia Programming Interface (1991), chapter 2; EBU Tech 3306 for RF64;
/// Apple, Audio Interchange File Format 1.3. A chunk is four letters, a length and as many bytes,
/// padded to an even number.
struct ChunkLayout {
  /// The format tag of a WAVE file's `fmt ` chunk; 0x50 and 0x55 mean MPEG audio inside.
  private(set) var formatTag: Int?

  /// The bytes of the chunk with the audio, as it claims, so perhaps beyond the file's end.
  ///
  /// `nil` without such a chunk. One that claims nothing, or the most that its field can say, was
  /// written by a program that did not know: it reaches to the end of the file.
  private(set) var audio: Range<Int>?

  /// How many bytes at the end of the file lie behind the audio and in no chunk: samples, where the
  /// length of the audio was never filled in.
  private(set) var strayByteCount = 0

  /// Walks the chunks of a file.
  ///
  /// - Throws: `cannotOpen` when the system cannot read.
  init(_ file: inout ByteReader) throws(AudioFileError) {
    let isBigEndian = try file.bytes(at: 0, count: 4).elementsEqual("FORM".utf8)
    func integer(_ bytes: ArraySlice<UInt8>) -> Int {
      isBigEndian
        ? bytes.reduce(0) { $0 << 8 | Int($1) }
        : bytes.reversed().reduce(0) { ($0 & 0xFF_FFFF_FFFF_FFFF) << 8 | Int($1) }
    }
    var offset = 12
    var longSize: Int?
    while offset + 8 <= file.size, audio == nil {
      let bytes = try file.bytes(at: offset, count: 24)
      let name = String(decoding: bytes[..<4], as: UTF8.self)
      let size = integer(bytes[4..<8])
      let body = offset + 8
      if name == "ds64", bytes.count == 24 { longSize = integer(bytes[16..<23]) }
      if name == "fmt ", bytes.count >= 10 { formatTag = integer(bytes[8..<10]) }
      if name == "data" || name == "SSND" {
        let claim = longSize ?? (size == 0xFFFF_FFFF ? 0 : size)
        audio = body..<(claim > 0 ? body + claim : file.size)
      }
      offset = body + size + size % 2
    }
    guard let audio else { return }
    offset = audio.upperBound
    while offset < file.size {
      var bytes = try file.bytes(at: offset, count: 9)
      // The padding of an odd length, which some writers leave out.
      if bytes[0] == 0 {
        bytes.removeFirst()
        offset += 1
      }
      guard bytes.count >= 8, bytes[..<4].allSatisfy({ 0x20...0x7E ~= $0 }) else { break }
      offset += 8 + integer(bytes[4..<8])
    }
    strayByteCount = max(0, file.size - offset)
  }
}
