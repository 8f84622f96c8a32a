import AudioModel

/// What an MPEG file turned out to hold, held against what it says of itself.
///
/// A length tag is a claim: that frames are missing is not believed if its count of bytes is right.
struct MPEGAccount {
  /// What was found wrong so far.
  var log = IssueLog()

  /// The newest length tag, and where its frame stands.
  private(set) var tag: LengthTag?
  private var tagOffset = 0

  private var byteCount = 0
  private var frameCount = 0
  private var sumOfBitrates = 0

  /// Since the newest tag; frames for which silence stands are among them.
  private var framesSinceTag = 0
  private var bytesSinceTag = 0
  private var lastFrameEnd = 0
  /// The checksum over all frames since a LAME tag; `nil` when the tag has none.
  private(set) var checksum: UInt16?
  private var isCut = false
  private var trailing: (byteCount: Int, isZero: Bool)?

  /// The results of the frames' own checksums, kept apart until it is clear whether to trust them.
  private var frameChecks = IssueLog()
  private var checkedCount = 0
  private var failedCount = 0

  /// What one look at a frame's bytes tells.
  struct Look {
    /// The length tag that stands in the place of audio.
    let tag: LengthTag?
    /// Whether the frame's own checksum is right; `nil` if it has none that is known here.
    let isIntact: Bool?
    /// The running checksum of a LAME tag, with this frame; `nil` when there is none to run.
    let checksum: UInt16?
  }

  /// Looks at the bytes of a frame.
  static func look(
    at bytes: UnsafeRawBufferPointer, of header: MPEGHeader, after checksum: UInt16?
  ) -> Look {
    var isIntact: Bool?
    let behindCRC = MPEGHeader.byteCount + 2
    if header.isProtected, header.layer == 3,
      bytes.count >= behindCRC + header.sideInformationLength
    {
      let side = bytes[behindCRC..<behindCRC + header.sideInformationLength]
      let expected = UInt16(bytes[4]) << 8 | UInt16(bytes[5])
      isIntact =
        expected
        == CyclicRedundancyCheck.frame(
          header, sideInformation: UnsafeRawBufferPointer(rebasing: side))
    }
    return Look(
      tag: LengthTag(header: header, frame: bytes), isIntact: isIntact,
      checksum: checksum.map { CyclicRedundancyCheck.lame(bytes, from: $0) })
  }

  /// Enters a frame that holds a length tag, found at a time of the output.
  mutating func enter(_ tag: LengthTag, in range: Range<Int>, at time: Double) {
    if frameCount > 0 || self.tag != nil {
      log.note(
        .joined, from: time, to: time, severity: .info,
        "another MP3 file begins here; a moment of silence may lie between the two")
    }
    self.tag = tag
    tagOffset = range.lowerBound
    lastFrameEnd = range.upperBound
    framesSinceTag = 0
    bytesSinceTag = 0
    checksum = tag.audioChecksum.map { _ in 0 }
  }

  /// Enters a frame of audio, which lasts from one time of the output to another.
  mutating func enter(
    _ look: Look, of header: MPEGHeader, in range: Range<Int>, from start: Double, to end: Double
  ) {
    frameCount += 1
    framesSinceTag += 1
    bytesSinceTag += range.count
    byteCount += range.count
    sumOfBitrates += header.bitrate
    lastFrameEnd = range.upperBound
    checksum = look.checksum
    guard let isIntact = look.isIntact else { return }
    checkedCount += 1
    if !isIntact {
      failedCount += 1
      frameChecks.note(.checksum, from: start, to: end, "the checksum of an MP3 frame is wrong")
    }
  }

  /// Enters junk before a frame, and says for how many lost frames silence should stand.
  ///
  /// A damaged header makes junk of exactly one frame, or of a whole number of them at a constant
  /// bit rate. Any other length may as well have been put in, and nothing stands for it.
  mutating func enterJunk(
    _ range: Range<Int>, at time: Double, frameDuration: Double
  ) -> Int {
    guard frameCount > 0 else {
      log.note(
        .junk, from: 0, to: 0, severity: .info,
        "\(range.count) bytes before the first frame are no audio and were skipped")
      return 0
    }
    let heard = Double(max(framesSinceTag, 1))
    let mean = Double(bytesSinceTag) / heard
    let lost = (Double(range.count) / mean).rounded()
    // The lengths of any so many frames are alike to a byte, and so is what the mean is made of. A
    // number of which that leaves much room says nothing.
    let tolerance = 2 + lost / heard
    let isWhole =
      tolerance < mean / 8 && abs(Double(range.count) - lost * mean) < tolerance
    let count = lost == 1 || isWhole ? Int(lost) : 0
    log.note(
      .junk, from: time, to: time + Double(count) * frameDuration,
      "\(range.count) bytes are no MP3 frames and were skipped"
        + (count > 0 ? "; silence stands for them" : "; some of the music may be missing here"))
    if count > 0 {
      framesSinceTag += count
      bytesSinceTag += range.count
    }
    return count
  }

  /// Enters a tag whose size is wrong.
  mutating func enterLyingTag(_ range: Range<Int>, at time: Double) {
    log.note(
      .wrongTag, from: time, to: time, severity: .info,
      "a tag claims a wrong size; its \(range.count) bytes were searched for audio")
  }

  /// Enters a last frame that is not whole.
  mutating func enterCut() { isCut = true }

  /// Enters what stands behind the last frame.
  mutating func enterTrailing(_ range: Range<Int>, isZero: Bool) {
    trailing = (range.count, isZero)
  }

  /// Judges the file after its end, and says whether the end of the audio is there.
  ///
  /// Given are, in seconds, how long a frame, the encoder's padding and all that was decoded are.
  /// If the end is there, that padding is among what was decoded.
  mutating func judge(
    frameDuration: Double, padding: Double, duration time: Double
  ) -> Bool {
    judgeFrameChecks()
    let claim = tag?.frameCount
    if let claim, claim > framesSinceTag, isLossLikely(claim: claim) {
      let missing = max(0, Double(claim - framesSinceTag) * frameDuration - padding)
      log.note(
        .truncated, from: time, to: time, severity: missing > time ? .error : .warning,
        "the file was cut: about \(Self.seconds(missing)) of \(Self.seconds(time + missing)) are"
          + " missing" + (log.hasHarm ? "" : " at the end"))
      return false
    }
    if isCut, claim.map({ $0 != framesSinceTag }) ?? true {
      log.note(
        .truncated, from: time, to: time,
        "the file ends inside a frame; how much is missing is not known")
      return false
    }
    if let trailing, !judge(trailing, at: time, frameDuration: frameDuration) { return false }
    if let claim, claim != framesSinceTag, !log.hasHarm {
      log.note(
        .wrongLength, from: 0, to: time, severity: .info,
        "the header claims \(claim) frames and the file holds \(framesSinceTag); all were decoded")
    }
    if let expected = tag?.audioChecksum, expected != checksum, claim == framesSinceTag,
      !log.hasHarm
    {
      log.note(
        .checksum, from: 0, to: time,
        "the checksum over all of the audio is wrong: bits have changed since it was encoded, and"
          + " where is not known")
    }
    return true
  }

  /// The mean of the frames' own bit rates, which are equal in length; free format has none, and
  /// its bytes are counted.
  func bitrateInKilobits(frameDuration: Double) -> Double? {
    guard frameCount > 0 else { return nil }
    return sumOfBitrates > 0
      ? Double(sumOfBitrates) / Double(frameCount)
      : Double(byteCount) / 125 / (Double(frameCount) * frameDuration)
  }

  /// Whether fewer frames than claimed mean a loss at the end.
  ///
  /// Not if the claim in bytes says that all is there: it differs by a frame or by a tag where a
  /// program counts otherwise. If that claim is missing, or is as wrong, anything up to a day is
  /// believed.
  private func isLossLikely(claim: Int) -> Bool {
    let present = lastFrameEnd - tagOffset
    let frame = present / max(1, framesSinceTag + 1)
    if let bytes = tag?.byteCount, (present / 2...present + frame).contains(bytes) { return false }
    return claim < 3_300_000
  }

  /// Judges bytes behind the last frame; whether the audio's end is there.
  private mutating func judge(
    _ trailing: (byteCount: Int, isZero: Bool), at time: Double, frameDuration: Double
  ) -> Bool {
    let bytesPerSecond =
      Double(byteCount) / (Double(max(frameCount, 1)) * frameDuration)
    let isWhole = tag?.frameCount.map { $0 <= framesSinceTag } ?? false
    // Our choice: up to a second's worth may be a tag of an unknown kind, or filling.
    if isWhole || Double(trailing.byteCount) < bytesPerSecond {
      if !trailing.isZero {
        log.note(
          .trailingData, from: time, to: time, severity: .info,
          "\(trailing.byteCount) bytes after the last frame are no audio")
      }
      return true
    }
    if trailing.isZero {
      log.note(
        .truncated, from: time, to: time,
        "the last \(trailing.byteCount) bytes are all zero: a download that was not completed?")
    } else {
      log.note(
        .junk, from: time, to: time,
        "\(trailing.byteCount) bytes at the end are no MP3 frames; some of the music may be missing"
      )
    }
    return false
  }

  /// Takes over the frames' checksums, unless most are wrong: then it is the encoder that is.
  private mutating func judgeFrameChecks() {
    guard failedCount > 0 else { return }
    if failedCount * 2 <= checkedCount {
      log.merge(frameChecks)
    } else {
      log.note(
        .checksum, from: 0, to: 0, severity: .info,
        "\(failedCount) of \(checkedCount) frame checksums are wrong: the encoder's fault, most"
          + " likely, and not looked at")
    }
  }

  private static func seconds(_ value: Double) -> String {
    "\((value * 10).rounded() / 10) s"
  }
}
