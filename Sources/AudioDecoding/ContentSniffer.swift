/// Finds out what a file is from its bytes.
enum ContentSniffer {
  /// An audio file, and where in it the audio lies.
  struct Content {
    /// What it is.
    let kind: AudioFileKind
    /// The bytes of the audio, as far as that can be told, perhaps beyond the file's end.
    let audio: Range<Int>
  }

  /// How far into a file of no known kind a first MP3 frame is looked for.
  ///
  /// Our choice: more than any filling that was seen, and so little that a program or an archive
  /// which holds an MP3 somewhere is not taken for one.
  private static let mostLeadingJunk = 1 << 20

  /// How many frames in a row behind such junk make an MP3.
  ///
  /// Our choice: soft samples of 24 bits, whose upper bytes are all ones or zeros, look like a frame
  /// header once in some hundred bytes, and like three in a row now and then.
  private static let fewestFramesBehindJunk = 8

  /// Judges a file.
  ///
  /// - Throws: `empty`, `notAudio` or `unsupported`, each with what the file is in words; `cannotOpen`
  ///   when the system cannot read.
  static func content(of file: inout ByteReader) throws(AudioFileError) -> Content {
    guard file.size > 0 else {
      throw AudioFileError(
        code: .empty, path: file.path, detail: "this file is empty; fetch it again")
    }
    let start = try endOfTags(&file)
    let head = try file.bytes(at: start, count: 4096)
    if let content = try container(head, at: start, in: &file) { return content }
    if start == 0, let foreign = ForeignContent(head) {
      throw AudioFileError(code: foreign.code, path: file.path, detail: foreign.detail)
    }
    if let content = try chain(from: start, in: &file) { return content }
    if start > 0 {
      throw AudioFileError(
        code: .empty, path: file.path,
        detail: "this holds a tag (ID3) and no audio behind it; fetch it again")
    }
    if try isZero(&file) {
      throw AudioFileError(
        code: .empty, path: file.path,
        detail: "all bytes of this file are zero: a download that was never filled; fetch it again")
    }
    throw AudioFileError(
      code: .notAudio, path: file.path, detail: "this is not audio of any kind that is known here")
  }

  /// Where the ID3v2 tags at the beginning end, or the last of them that stays within the file.
  private static func endOfTags(_ file: inout ByteReader) throws(AudioFileError) -> Int {
    var start = 0
    while true {
      let bytes = try file.bytes(at: start, count: MetadataTag.byteCount)
      guard bytes.starts(with: "ID3".utf8),
        let length = bytes.withUnsafeBytes({ MetadataTag.length($0) })
      else { return start }
      guard start + length < file.size else { return file.size }
      start += length
    }
  }

  /// A file that says by its first bytes what it is.
  private static func container(
    _ head: [UInt8], at start: Int, in file: inout ByteReader
  ) throws(AudioFileError) -> Content? {
    func has(_ text: String, at offset: Int = 0) -> Bool {
      head.dropFirst(offset).starts(with: text.utf8)
    }
    let rest = start..<file.size
    if has("fLaC") { return Content(kind: .flac, audio: try flacAudio(from: start, in: &file)) }
    guard start == 0 else { return nil }
    if has("OggS") { return Content(kind: .ogg, audio: rest) }
    let isWave = (has("RIFF") || has("RF64")) && has("WAVE", at: 8)
    if isWave || (has("FORM") && (has("AIFF", at: 8) || has("AIFC", at: 8))) {
      let layout = try ChunkLayout(&file)
      let audio = layout.audio ?? rest
      // WAVE_FORMAT_MPEG and WAVE_FORMAT_MPEGLAYER3 of Microsoft's mmreg.h.
      let isMPEG = isWave && (layout.formatTag == 0x50 || layout.formatTag == 0x55)
      return Content(kind: isMPEG ? .mpeg : isWave ? .wave : .aiff, audio: audio)
    }
    if has("ftyp", at: 4) {
      let layout = try MP4Layout(&file)
      guard layout.hasSound || !layout.hasIndex else {
        throw AudioFileError(
          code: .notAudio, path: file.path, detail: "this is an MP4 video without a sound track")
      }
      return Content(kind: .mp4, audio: rest)
    }
    return nil
  }

  /// A bare chain of AAC or MPEG frames.
  private static func chain(
    from start: Int, in file: inout ByteReader
  ) throws(AudioFileError) -> Content? {
    let head = try file.bytes(at: start, count: ADTSHeader.byteCount)
    if head.withUnsafeBytes({ ADTSHeader($0) }) != nil {
      var walker = FrameWalker<ADTSHeader>(
        file: try ByteReader(path: file.path), range: start..<file.size)
      if case .frame = try walker.next() {
        return Content(kind: .adts, audio: start..<file.size)
      }
    }
    // From the beginning: a tag may have claimed a size that is not true.
    var walker = FrameWalker<MPEGHeader>(
      file: try ByteReader(path: file.path), range: 0..<file.size)
    var (junk, frameCount) = (0, 0)
    while junk <= mostLeadingJunk {
      switch try walker.next() {
      case .frame:
        frameCount += 1
        if junk == 0 || frameCount == fewestFramesBehindJunk {
          return Content(kind: .mpeg, audio: 0..<file.size)
        }
      case .junk(let range):
        junk += range.count
        frameCount = 0
      case .lyingTag: break
      case .cutFrame, .trailing, .end: return nil
      }
    }
    return nil
  }

  /// The frames of a FLAC file, behind its blocks of metadata (RFC 9639, section 8.1).
  private static func flacAudio(
    from start: Int, in file: inout ByteReader
  ) throws(AudioFileError) -> Range<Int> {
    var offset = start + 4
    while offset + 4 <= file.size {
      let header = try file.bytes(at: offset, count: 4)
      // A file that somebody shortens while it is read ends before its size.
      guard header.count == 4 else { break }
      offset += 4 + header[1...].reduce(0) { $0 << 8 | Int($1) }
      if header[0] & 0x80 != 0 { break }
    }
    return min(offset, file.size)..<file.size
  }

  private static func isZero(_ file: inout ByteReader) throws(AudioFileError) -> Bool {
    var offset = 0
    while offset < file.size {
      let isZero = try file.withBytes(at: offset, count: ByteReader.capacity) {
        bytes throws(AudioFileError) in bytes.allSatisfy { $0 == 0 }
      }
      if !isZero { return false }
      offset += ByteReader.capacity
    }
    return true
  }
}
