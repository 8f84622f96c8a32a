import AudioModel
import CMPG123

/// Decodes MPEG audio, Layer I to III, with libmpg123.
///
/// The library is given one frame at a time, found by a `FrameWalker`. By itself it would skip
/// junk silently or give up, take an end in the middle for the end, and believe each tag. So
/// every frame that the file holds is accounted for here, and the library only decodes.
///
/// The output has the sample rate and channels of the first frame. Later frames of another channel
/// count are mixed or doubled to it; those of another sample rate become silence of their length.
struct MP3Stream: ~Copyable, PCMSource {
  /// How many frames of PCM a Layer III decoder adds before the sound.
  ///
  /// 528 from the filter bank and one more, by which encoders reckon (LAME's technical FAQ).
  static let decoderDelay = 529

  let format: AudioFormat
  let codec: String

  var log: IssueLog {
    get { account.log }
    set { account.log = newValue }
  }

  var bitrateInKilobits: Double? {
    account.bitrateInKilobits(frameDuration: frameDuration)
  }

  private let handle: OpaquePointer
  private let sampleRate: Int
  private var walker: FrameWalker<MPEGHeader>
  private var account = MPEGAccount()

  /// Decoded and not yet given out: interleaved, `waiting` frames from the beginning.
  private var waitingSamples: [Float] = []
  private var waiting = 0
  /// How many frames of PCM were decoded or silenced so far, those to be skipped included.
  private var position = 0
  /// How many frames of PCM at the beginning are the encoder's and decoder's delay.
  private var delay = 0
  /// How many frames of PCM the latest frame of the file stands for.
  private var frameLength: Int
  /// How many frames of silence come next, in the place of what is lost.
  private var silence = 0
  private var isAtEnd = false

  /// Finds the first frame of audio and prepares to decode.
  ///
  /// - Throws: `corrupt` when there is no frame of audio, `cannotOpen` when the system cannot read.
  init(file: consuming ByteReader, range: Range<Int>) throws(AudioFileError) {
    let path = file.path
    var walker = FrameWalker<MPEGHeader>(file: file, range: range)
    guard let header = try Self.firstHeader(&walker) else {
      throw AudioFileError(
        code: .corrupt, path: path, detail: "this looks like an MP3, and holds no frame of audio")
    }
    var status: Int32 = 0
    guard let handle = mpg123_new(nil, &status) else {
      throw Self.failure(path: path, status: status)
    }
    do throws(AudioFileError) {
      try Self.prepare(handle, for: header, path: path)
    } catch {
      mpg123_delete(handle)
      throw error
    }
    self.handle = handle
    self.walker = walker
    sampleRate = header.sampleRate
    frameLength = header.sampleCount
    format = AudioFormat(
      sampleRate: Double(header.sampleRate), channelCount: header.channelCount)
    codec = "mp\(header.layer)"
  }

  deinit { mpg123_delete(handle) }

  mutating func read(into samples: inout [Float]) throws(AudioFileError) -> Int {
    let channelCount = format.channelCount
    let room = samples.count / channelCount
    while waiting - heldBack < room, !isAtEnd { try advance() }
    let count = min(room, waiting - (isAtEnd ? 0 : heldBack))
    let taken = count * channelCount
    let rest = waiting * channelCount - taken
    samples.withUnsafeMutableBufferPointer { target in
      waitingSamples.withUnsafeMutableBufferPointer { source in
        guard let to = target.baseAddress, let from = source.baseAddress else { return }
        to.update(from: from, count: taken)
        from.update(from: from + taken, count: rest)
      }
    }
    waiting -= count
    return count
  }

  /// How many of the latest frames of PCM will prove to be padding, should the file end here.
  private var heldBack: Int { max(0, (account.tag?.padding ?? 0) - Self.decoderDelay) }

  /// When the next frame of PCM is heard, in seconds.
  private var time: Double { Double(max(0, position - delay)) / format.sampleRate }

  private var frameDuration: Double { Double(frameLength) / format.sampleRate }

  /// Takes in what stands next in the file, or puts in silence for what is lost.
  private mutating func advance() throws(AudioFileError) {
    if silence > 0 {
      let count = min(silence, SampleGuard.stretch)
      silence -= count
      append(nil, frameCount: count)
      return
    }
    switch try walker.next() {
    case .frame(let header, let range):
      try take(header, range)
    case .junk(let range):
      let (frameDuration, place) = (frameDuration, time)
      let lost = account.enterJunk(range, at: place, frameDuration: frameDuration)
      silence += lost * frameLength
      restart()
    case .lyingTag(let range):
      account.enterLyingTag(range, at: time)
    case .cutFrame:
      account.enterCut()
    case .trailing(let range, let isZero):
      account.enterTrailing(range, isZero: isZero)
    case .end:
      let (frameDuration, duration) = (frameDuration, time)
      let padding = Double(heldBack) / format.sampleRate
      let isWhole = account.judge(
        frameDuration: frameDuration, padding: padding, duration: duration)
      if isWhole { waiting -= min(waiting, heldBack) }
      isAtEnd = true
    }
  }

  /// Takes in one frame of the file, of which as much PCM must come as it stands for.
  private mutating func take(_ header: MPEGHeader, _ range: Range<Int>) throws(AudioFileError) {
    let checksum = account.checksum
    let look = try walker.withBytes(of: range) { bytes throws(AudioFileError) in
      MPEGAccount.look(at: bytes, of: header, after: checksum)
    }
    if let tag = look.tag {
      if position == 0 { delay = tag.delay.map { $0 + Self.decoderDelay } ?? 0 }
      account.enter(tag, in: range, at: time)
      return
    }
    frameLength = header.sampleCount * sampleRate / header.sampleRate
    let (start, end) = (time, time + Double(frameLength) / format.sampleRate)
    account.enter(look, of: header, in: range, from: start, to: end)
    if header.sampleRate != sampleRate {
      log.note(
        .formatChange, from: start, to: end,
        "the sample rate changes to \(header.sampleRate) Hz; silence stands for this part")
      silence += frameLength
      restart()
      return
    }
    if header.channelCount != format.channelCount {
      log.note(
        .formatChange, from: start, to: end, severity: .info,
        "the audio becomes \(header.channelCount == 1 ? "mono" : "stereo") here; it was converted")
    }
    let handle = handle
    let fed = try walker.withBytes(of: range) { bytes throws(AudioFileError) in
      mpg123_feed(handle, bytes.baseAddress, bytes.count)
    }
    let decoded = fed == MPG123_OK.rawValue ? decode() : 0
    if decoded < frameLength {
      log.note(
        .corruptData, from: start, to: end,
        "an MP3 frame cannot be decoded; silence stands for it")
      silence += frameLength - decoded
      restart()
    }
  }

  /// Decodes the frame that the library was fed, and says how many frames of PCM came.
  private mutating func decode() -> Int {
    var number: off_t = 0
    var audio: UnsafeMutablePointer<UInt8>?
    var byteCount = 0
    var status = MPG123_NEW_FORMAT.rawValue
    // The first frame, and one of another channel count, announce their format before they decode.
    while status == MPG123_NEW_FORMAT.rawValue {
      status = mpg123_decode_frame(handle, &number, &audio, &byteCount)
    }
    guard status == MPG123_OK.rawValue, let audio else { return 0 }
    let frameBytes = MemoryLayout<Float>.size * format.channelCount
    let count = min(byteCount / frameBytes, frameLength)
    audio.withMemoryRebound(to: Float.self, capacity: count * format.channelCount) {
      append($0, frameCount: count)
    }
    return count
  }

  /// Puts frames of PCM, or silence, behind what waits, but for the delay at the beginning.
  private mutating func append(_ samples: UnsafePointer<Float>?, frameCount: Int) {
    let channelCount = format.channelCount
    let skipped = min(frameCount, max(0, delay - position))
    position += frameCount
    let count = (frameCount - skipped) * channelCount
    let start = waiting * channelCount
    if waitingSamples.count < start + count {
      waitingSamples.append(
        contentsOf: repeatElement(0, count: start + count - waitingSamples.count))
    }
    waitingSamples.withUnsafeMutableBufferPointer { target in
      guard let to = target.baseAddress else { return }
      if let samples {
        (to + start).update(from: samples + skipped * channelCount, count: count)
      } else {
        (to + start).update(repeating: 0, count: count)
      }
    }
    waiting += frameCount - skipped
  }

  /// Makes the library forget the frames before a gap, whose bits it would mix with those behind.
  private func restart() { mpg123_open_feed(handle) }

  /// The header of the first frame that is not a length tag; leaves the walk at its beginning.
  private static func firstHeader(
    _ walker: inout FrameWalker<MPEGHeader>
  ) throws(AudioFileError) -> MPEGHeader? {
    defer { walker.startOver() }
    while true {
      switch try walker.next() {
      case .frame(let header, let range):
        let look = try walker.withBytes(of: range) { bytes throws(AudioFileError) in
          MPEGAccount.look(at: bytes, of: header, after: nil)
        }
        if look.tag == nil { return header }
      case .end: return nil
      case .junk, .lyingTag, .cutFrame, .trailing: break
      }
    }
  }

  /// Sets the library up to decode whole frames to floats of one format, and to do nothing else.
  private static func prepare(
    _ handle: OpaquePointer, for header: MPEGHeader, path: String
  ) throws(AudioFileError) {
    let flags =
      MPG123_QUIET.rawValue | MPG123_FORCE_FLOAT.rawValue | MPG123_NO_RESYNC.rawValue
      | MPG123_NO_READAHEAD.rawValue | MPG123_IGNORE_INFOFRAME.rawValue
    var statuses = [segue_mpg123_set(handle, MPG123_FLAGS, Int(flags), 0)]
    if let freeLength = header.freeLength {
      // The library counts without the header.
      let size = freeLength - MPEGHeader.byteCount
      statuses.append(segue_mpg123_set(handle, MPG123_FREEFORMAT_SIZE, size, 0))
    }
    statuses.append(mpg123_format_none(handle))
    statuses.append(
      mpg123_format(
        handle, header.sampleRate, Int32(header.channelCount),
        Int32(MPG123_ENC_FLOAT_32.rawValue)))
    statuses.append(mpg123_open_feed(handle))
    if let failed = statuses.first(where: { $0 != MPG123_OK.rawValue }) {
      throw failure(path: path, status: failed)
    }
  }

  private static func failure(path: String, status: Int32) -> AudioFileError {
    AudioFileError(
      code: .cannotOpen, path: path, libraryStatus: status,
      detail: "libmpg123 cannot be set up: \(String(cString: mpg123_plain_strerror(status)))")
  }
}
