/// What an MP4 file's boxes say: whether there is sound in it, and whether it is all there.
///
/// ISO/IEC 14496-12, 4.2 (boxes), 8.4.3 (`hdlr`), 8.5.2 (`stsd`); for files of QuickTime, Apple's
/// QuickTime File Format Specification.
struct MP4Layout {
  /// Whether a track of sound was found.
  var hasSound: Bool { codec != nil }
  /// Whether there is an index (`moov`) at all.
  private(set) var hasIndex = false
  /// The sound track's kind of sample, such as `mp4a`.
  private(set) var codec: String?
  /// Whether a track of pictures was found.
  private(set) var hasVideo = false
  /// How long the whole is by its index, in seconds; `nil` when that does not say.
  private(set) var duration: Double?
  /// How many bytes of media there are, as far as the file goes.
  private(set) var mediaByteCount = 0
  /// How many bytes the last box is longer than the file.
  private(set) var missingByteCount = 0
  /// Whether another file begins behind this one, of which nothing is told here.
  private(set) var isFollowedByAnother = false

  /// Boxes deeper than this hold nothing that is looked for.
  private static let containers: Set<String> = ["moov", "trak", "mdia", "minf", "stbl"]

  /// Walks the boxes of a file.
  ///
  /// - Throws: `cannotOpen` when the system cannot read.
  init(_ file: inout ByteReader) throws(AudioFileError) {
    var isSound = false
    var offset = 0
    while offset + 8 <= file.size {
      let bytes = try file.bytes(at: offset, count: 32)
      // A file that somebody shortens while it is read ends before its size.
      guard bytes.count >= 8 else { return }
      var size = Self.integer(bytes[..<4])
      let name = String(decoding: bytes[4..<8], as: UTF8.self)
      var header = 8
      if size == 1, bytes.count >= 16 {
        size = Self.integer(bytes[8..<16])
        header = 16
      } else if size == 0 {
        size = file.size - offset
      }
      guard size >= header else { return }
      if name == "ftyp", offset > 0, hasIndex {
        isFollowedByAnother = true
        return
      }
      if name == "moov" { hasIndex = true }
      if name == "mdat" { mediaByteCount += min(size, file.size - offset) - header }
      if name == "mvhd", bytes.count == 32, bytes[8] == 0 {
        let (scale, length) = (Self.integer(bytes[20..<24]), Self.integer(bytes[24..<28]))
        if scale > 0, length > 0 { duration = Double(length) / Double(scale) }
      }
      // QuickTime has a second one in each track, of type `dhlr`, for where its data lie.
      if name == "hdlr", bytes.count >= 20, !bytes[12..<16].elementsEqual("dhlr".utf8) {
        isSound = bytes[16..<20].elementsEqual("soun".utf8)
        hasVideo = hasVideo || bytes[16..<20].elementsEqual("vide".utf8)
      }
      if name == "stsd", isSound, bytes.count >= 24 {
        codec = String(decoding: bytes[20..<24], as: UTF8.self)
      }
      if Self.containers.contains(name) {
        offset += header
      } else {
        missingByteCount = max(0, size - (file.size - offset))
        // No sum: a claimed size may be the largest number there is.
        offset = size < file.size - offset ? offset + size : file.size
      }
    }
  }

  private static func integer(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { ($0 & 0x7F_FFFF_FFFF_FFFF) << 8 | Int($1) } & Int.max
  }
}
