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
  /// `nil` without such a chunk. One that claims nothing, or one of `unknownLengths`, was written
  /// by a program that did not know: it reaches to the end of the file.
  private(set) var audio: Range<Int>?

  /// The field for the length of that chunk, if that is not known and the field does not say so, as
  /// all ones would; of the eight bytes of one in RF64 all but the last, whose top bit is a sign.
  private(set) var unknownLength: Range<Int>?

  /// Where the file ends, or the first of several that were put together.
  private(set) var end: Int

  /// Whether another file begins there, of which nothing is told here.
  private(set) var isFollowedByAnother = false

  /// How many bytes at the end of the file lie behind the audio and in no chunk: samples, where the
  /// length of the audio was never filled in.
  private(set) var strayByteCount = 0

  /// Lengths that stand for one that is not known, where the file does not have as much.
  ///
  /// Into a pipe, SoX writes 0x7F000008 or just below 0x7FFFF000, LAME 0x7FFFFFFF; mpg123 writes
  /// zero, and FFmpeg all ones. Ours: a range that no more than one in 60 files of 2 GB falls into.
  private static let unknownLengths = 0x7F00_0000...0x7FFF_FFFF

  /// Walks the chunks of a file.
  ///
  /// - Throws: `cannotOpen` when the system cannot read.
  init(_ file: inout ByteReader) throws(AudioFileError) {
    end = file.size
    let isBigEndian = try file.bytes(at: 0, count: 4).elementsEqual("FORM".utf8)
    func integer(_ bytes: ArraySlice<UInt8>) -> Int {
      isBigEndian
        ? bytes.reduce(0) { $0 << 8 | Int($1) }
        : bytes.reversed().reduce(0) { ($0 & 0xFF_FFFF_FFFF_FFFF) << 8 | Int($1) }
    }
    var offset = 12
    var longSize: (value: Int, field: Range<Int>)?
    while offset + 8 <= file.size, audio == nil {
      let bytes = try file.bytes(at: offset, count: 24)
      // A file that somebody shortens while it is read ends before its size.
      guard bytes.count >= 8 else { break }
      let name = String(decoding: bytes[..<4], as: UTF8.self)
      let size = integer(bytes[4..<8])
      let body = offset + 8
      if name == "ds64", bytes.count == 24 {
        longSize = (integer(bytes[16..<23]), offset + 16..<offset + 23)
      }
      if name == "fmt ", bytes.count >= 10 { formatTag = integer(bytes[8..<10]) }
      if name == "data" || name == "SSND" {
        let claim = longSize?.value ?? size
        let isLacking = claim > file.size - body && Self.unknownLengths ~= claim
        let isKnown = claim > 0 && claim != 0xFFFF_FFFF && !isLacking
        audio = body..<(isKnown ? body + claim : file.size)
        if claim == 0 || isLacking { unknownLength = longSize?.field ?? body - 4..<body }
      }
      offset = body + size + size % 2
    }
    guard let audio else { return }
    offset = audio.upperBound
    while offset < file.size {
      var bytes = try file.bytes(at: offset, count: 9)
      guard !bytes.isEmpty else { break }
      // The padding of an odd length, which some writers leave out.
      if bytes[0] == 0 {
        bytes.removeFirst()
        offset += 1
      }
      let name = String(decoding: bytes.prefix(4), as: UTF8.self)
      if ["RIFF", "RF64", "FORM"].contains(name) {
        isFollowedByAnother = true
        end = offset
        return
      }
      guard bytes.count >= 8, bytes[..<4].allSatisfy({ 0x20...0x7E ~= $0 }) else { break }
      offset += 8 + integer(bytes[4..<8])
    }
    strayByteCount = max(0, file.size - offset)
  }
}
