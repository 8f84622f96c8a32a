import AudioModel
import CSndFile
import Foundation

/// Decodes WAV, AIFF, FLAC and Ogg with libsndfile.
///
/// The library ends quietly where a file is cut, and often where it is damaged. So what came out is
/// held against what the container claims.
struct SoundFileStream: ~Copyable, PCMSource {
  let format: AudioFormat
  let codec: String
  var log = IssueLog()

  private let handle: OpaquePointer
  private let bytes: SoundFileBytes
  private let kind: AudioFileKind
  private let audio: Range<Int>
  private let chunks: ChunkLayout?
  private let pages: OggPages?
  private var file: ByteReader
  /// How many frames the file says it has; `nil` when it does not say.
  private let claimedFrameCount: Int?
  private var frameCount = 0
  private var isJudged = false
  /// Whether less came out than the bytes held, so that no bit rate follows from them.
  private var isDamaged = false

  /// Opens a file of which the kind is known, and the bytes of its coded audio as it claims them.
  ///
  /// - Throws: `corrupt` or `unsupported` when the library refuses it.
  init(file: consuming ByteReader, kind: AudioFileKind, audio: Range<Int>) throws(AudioFileError) {
    let path = file.path
    let chunks = kind == .wave || kind == .aiff ? try ChunkLayout(&file) : nil
    let pages = kind == .ogg ? try OggPages(&file) : nil
    let bytes = try SoundFileBytes(
      path: path, count: chunks?.end ?? pages?.end ?? file.size,
      unknownLength: chunks?.unknownLength)
    var info = SF_INFO()
    guard let handle = bytes.open(&info) else {
      let status = sf_error(nil)
      if let pages, pages.holdsFLAC, pages.lostPageCount == 0 {
        throw AudioFileError(
          code: .unsupported, path: path, libraryStatus: status,
          detail: "this is FLAC inside Ogg, which libsndfile does not decode; take it out, as with"
            + " ffmpeg -i IN.ogg -c copy OUT.flac")
      }
      let isUnknown =
        status == SF_ERR_UNRECOGNISED_FORMAT || status == SF_ERR_UNSUPPORTED_ENCODING
      throw AudioFileError(
        code: isUnknown ? .unsupported : .corrupt, path: path, libraryStatus: status,
        detail: "this is \(kind), and cannot be decoded: \(String(cString: sf_strerror(nil)))")
    }
    do throws(AudioFileError) {
      try AudioFormat.check(
        sampleRate: Int(info.samplerate), channelCount: Int(info.channels), path: path)
    } catch {
      withExtendedLifetime(bytes) { _ = sf_close(handle) }
      throw error
    }
    self.handle = handle
    self.bytes = bytes
    self.chunks = chunks
    self.pages = pages
    self.kind = kind
    self.audio = audio
    format = AudioFormat(
      sampleRate: Double(info.samplerate),
      channels: Self.channels(of: handle, count: Int(info.channels)))
    codec = Self.codec(info.format)
    claimedFrameCount = info.frames > 0 && info.frames < sf_count_t.max ? Int(info.frames) : nil
    self.file = file
  }

  deinit { sf_close(handle) }

  mutating func read(into samples: inout [Float]) throws(AudioFileError) -> Int {
    let room = samples.count / format.channelCount
    let count = Int(sf_readf_float(handle, &samples, sf_count_t(room)))
    if count > 0 {
      frameCount += count
      return count
    }
    if let failure = bytes.failure { throw failure }
    if !isJudged {
      isJudged = true
      if let chunks {
        judge(chunks)
      } else if let pages {
        judge(pages)
      } else {
        try judgeFrames()
      }
    }
    return 0
  }

  var bitrateInKilobits: Double? {
    guard kind == .flac || kind == .ogg, frameCount > 0, !isDamaged else { return nil }
    let byteCount = pages?.end ?? bytes.position - audio.lowerBound
    return Double(byteCount) / 125 / time
  }

  private var time: Double { Double(frameCount) / format.sampleRate }

  /// Looks whether the chunk of samples of a WAV or AIFF file is as long as it claims, and no more
  /// samples stand behind it.
  private mutating func judge(_ chunks: ChunkLayout) {
    let stray = chunks.strayByteCount
    if chunks.isFollowedByAnother { noteLaterFile() }
    if chunks.unknownLength != nil, frameCount > 0 {
      log.note(
        .wrongLength, from: 0, to: time, severity: .info,
        "the header does not say how long the audio is, as where a recording was broken off;"
          + " all to the end of the file was decoded")
    }
    let present = file.size - audio.lowerBound
    let missing = audio.upperBound - file.size
    if missing > 0, present > 0 {
      let lost = time * Double(missing) / Double(present)
      log.note(
        .truncated, from: time, to: time, severity: missing > present ? .error : .warning,
        "the file was cut: \(Self.words(lost)) of \(Self.words(time + lost)) are missing at the end"
      )
    } else if sf_error(handle) != SF_ERR_NO_ERROR {
      log.note(.corruptData, from: time, to: time, String(cString: sf_strerror(handle)))
    } else if stray > 0 {
      // Our choice, as for an MP3: less than a second's worth may be filling, or a tag.
      let seconds = time * Double(stray) / Double(max(1, audio.count))
      log.note(
        .trailingData, from: time, to: time, severity: seconds < 1 ? .info : .warning,
        "\(stray) bytes behind the audio are in no chunk; as samples they would last"
          + " \(Self.words(seconds))")
    }
  }

  /// Looks whether all frames came out that a FLAC file's header counts.
  private mutating func judgeFrames() throws(AudioFileError) {
    let status = sf_error(handle)
    let missing = (claimedFrameCount ?? frameCount) - frameCount
    // Without a claim, two words of the library's log tell of a decoder that gave up.
    guard missing > 0 || status != SF_ERR_NO_ERROR || (claimedFrameCount == nil && hasGivenUp)
    else {
      if try isFollowedByFLAC() {
        noteLaterFile()
      } else if bytes.position < file.size {
        noteTrailing()
      }
      return
    }
    let lost = Double(missing) / format.sampleRate
    let amount =
      missing > 0 ? "; \(Self.words(lost)) of \(Self.words(time + lost)) are missing" : ""
    // Where the library has read all there is, the end is missing; else it stopped at damage.
    if bytes.position >= file.size {
      log.note(
        .truncated, from: time, to: time, severity: lost > time ? .error : .warning,
        "the file ends before its audio does\(amount)")
    } else {
      isDamaged = true
      log.note(
        .corruptData, from: time, to: time, severity: lost > time ? .error : .warning,
        "the decoder cannot go on from damage here\(amount)")
    }
  }

  /// Notes that another file begins behind the sound, at which the library stops.
  private mutating func noteLaterFile() {
    isDamaged = true
    log.note(
      .joined, from: time, to: time,
      "another file of \(kind) begins here, and was left out; split the file there")
  }

  /// Notes bytes behind sound of which nothing is missing.
  private mutating func noteTrailing() {
    log.note(
      .trailingData, from: time, to: time, severity: .info,
      "bytes after the end of the audio belong to no part of the file")
  }

  /// Whether another FLAC file begins behind what the library has read of this one.
  private mutating func isFollowedByFLAC() throws(AudioFileError) -> Bool {
    // RFC 9639, sections 6 and 8.1: the signature, and a first block of metadata of 34 bytes.
    let beginning = Array("fLaC".utf8) + [0, 0, 0, 34]
    // The library reads ahead by some kilobytes.
    var offset = max(audio.lowerBound, bytes.position - ByteReader.capacity)
    while offset < file.size {
      let isThere = try file.withBytes(at: offset, count: ByteReader.capacity) {
        bytes throws(AudioFileError) in
        bytes.indices.contains { bytes[$0] == beginning[0] && bytes[$0...].starts(with: beginning) }
      }
      if isThere { return true }
      // Pieces overlap by what a beginning could be cut to.
      offset += ByteReader.capacity - beginning.count
    }
    return false
  }

  private var hasGivenUp: Bool {
    var text = [CChar](repeating: 0, count: 16 * 1024)
    sf_command(handle, Int32(SFC_GET_LOG_INFO), &text, Int32(text.count))
    let log = text.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    return log.contains("LOST_SYNC") || log.contains("returned false")
  }

  /// Looks whether all pages of an Ogg file are there and whole.
  private mutating func judge(_ pages: OggPages) {
    if pages.lostPageCount > 0 || pages.junkByteCount > 0 {
      // Positions are frames, for Opus always at 48 kHz (RFC 7845, section 4).
      let rate = codec == "opus" ? 48_000 : format.sampleRate
      let missing = Double(pages.position) / rate - time
      isDamaged = true
      log.note(
        .corruptData, from: 0, to: time, severity: missing > time ? .error : .warning,
        "\(pages.lostPageCount) Ogg pages are damaged or missing, and \(pages.junkByteCount) bytes"
          + " belong to none"
          + (missing > 0.05 ? "; \(Self.words(missing)) of audio were left out" : ""))
    }
    if pages.hasTrailingBytes { noteTrailing() }
    if pages.isFollowedByAnother { noteLaterFile() }
    if pages.isCut || !pages.isEnded {
      log.note(
        .truncated, from: time, to: time,
        "the file was cut: its last page is not the end of the stream")
    }
  }

  private static func words(_ seconds: Double) -> String { "\((seconds * 10).rounded() / 10) s" }
}
