import AudioModel

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

  private let decoder: MPEGDecoder
  private let sampleRate: Int
  private var walker: FrameWalker<MPEGHeader>
  private var account = MPEGAccount()

  private var queue: PCMQueue
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
    decoder = try MPEGDecoder(for: header, path: path)
    self.walker = walker
    sampleRate = header.sampleRate
    frameLength = header.sampleCount
    format = AudioFormat(
      sampleRate: Double(header.sampleRate), channelCount: header.channelCount)
    codec = "mp\(header.layer)"
    queue = PCMQueue(channelCount: header.channelCount)
  }

  mutating func read(into samples: inout [Float]) throws(AudioFileError) -> Int {
    let room = samples.count / format.channelCount
    while queue.frameCount - heldBack < room, !isAtEnd { try advance() }
    let count = min(room, queue.frameCount - (isAtEnd ? 0 : heldBack))
    queue.move(count, to: &samples)
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
      decoder.restart()
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
      if isWhole { queue.removeLast(heldBack) }
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
      decoder.restart()
      return
    }
    if header.channelCount != format.channelCount {
      log.note(
        .formatChange, from: start, to: end, severity: .info,
        "the audio becomes \(header.channelCount == 1 ? "mono" : "stereo") here; it was converted")
    }
    let decoder = decoder
    let isFed = try walker.withBytes(of: range) { bytes throws(AudioFileError) in
      decoder.feed(bytes)
    }
    let decoded = isFed ? decode() : 0
    if decoded < frameLength {
      log.note(
        .corruptData, from: start, to: end,
        "an MP3 frame cannot be decoded; silence stands for it")
      silence += frameLength - decoded
      decoder.restart()
    }
  }

  /// Decodes the frame that the library was fed, and says how many frames of PCM came.
  private mutating func decode() -> Int {
    guard let samples = decoder.decode() else { return 0 }
    let count = min(samples.count / format.channelCount, frameLength)
    append(samples.baseAddress, frameCount: count)
    return count
  }

  /// Puts frames of PCM, or silence, behind what waits, but for the delay at the beginning.
  private mutating func append(_ samples: UnsafePointer<Float>?, frameCount: Int) {
    let skipped = min(frameCount, max(0, delay - position))
    position += frameCount
    queue.append(
      samples.map { $0 + skipped * format.channelCount }, frameCount: frameCount - skipped)
  }

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
}
