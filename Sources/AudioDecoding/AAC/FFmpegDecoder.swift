import AudioModel
import Foundation
import Subprocess

/// Decodes AAC and what else MP4 holds, with the `ffmpeg` program.
///
/// The program gets one file of a kind that was recognised before, with its format forced, may open
/// nothing but that file, and knows no more of the environment than the search path.
///
/// The encoder's delay is cut off where the container tells it (MP4, not ADTS); up to a frame of
/// padding may stay at the end. What it writes names no channels: they are taken in the usual order,
/// which is that of AAC but for its rare layouts of four (one at the rear) and of wide 7.1.
struct FFmpegDecoder {
  /// How long ffmpeg may take, in seconds; an hour of AAC takes about 10.
  static let mostSeconds = 600

  /// How much it may write, in bytes: six hours of 48 kHz stereo.
  static let mostBytes = 6 * 3600 * 48_000 * 8

  private let path: String
  private let searchPath: String
  private let demuxer: String
  private let codec: String
  /// How many bytes of sound there are; `nil` where pictures are among them.
  private let codedByteCount: Int?
  private let log: IssueLog
  private let missingByteCount: Int
  /// Whether another file begins behind this one, which ffmpeg passes over.
  private let isFollowedByAnother: Bool
  /// How long the file says it is, in seconds; `nil` when it does not say.
  private let claimedDuration: Double?

  /// Looks at the container, for what ffmpeg would not tell.
  ///
  /// - Throws: `corrupt` when an MP4 file has lost its index.
  init(
    file: consuming ByteReader, kind: AudioFileKind, audio: Range<Int>, searchPath: String
  ) throws(AudioFileError) {
    path = file.path
    self.searchPath = searchPath
    var log = IssueLog()
    if kind == .mp4 {
      let layout = try MP4Layout(&file)
      guard layout.hasIndex else {
        throw AudioFileError(
          code: .corrupt, path: path,
          detail: "this MP4 was cut before its index, so nothing can be decoded; fetch it again")
      }
      demuxer = "mov"
      let name = (layout.codec ?? "mp4a").trimmingCharacters(in: .whitespaces)
      codec = name == "mp4a" ? "aac" : name
      codedByteCount = layout.hasVideo ? nil : layout.mediaByteCount
      missingByteCount = layout.missingByteCount
      isFollowedByAnother = layout.isFollowedByAnother
      claimedDuration = layout.duration
    } else {
      demuxer = "aac"
      codec = "aac"
      missingByteCount = 0
      isFollowedByAnother = false
      claimedDuration = nil
      codedByteCount = try Self.scan(
        FrameWalker<ADTSHeader>(file: file, range: audio), log: &log)
    }
    self.log = log
  }

  /// Runs ffmpeg, and hands its samples to `body` while it runs.
  ///
  /// However `body` ends, and when the task is cancelled, the program is ended too.
  ///
  /// - Throws: `decoderMissing`, `corrupt` when no sound came, `unsupported` for a format that no song
  ///   has, and whatever `body` throws.
  nonisolated(nonsending) func run<Consumer>(
    _ body: nonisolated(nonsending) (inout FFmpegStream) async throws -> Delivery<Consumer>
  ) async throws -> Delivery<Consumer> {
    let environment = Environment.custom(["PATH": searchPath])
    let program: Executable
    do {
      program = .path(try await Executable.name("ffmpeg").resolveExecutablePath(in: environment))
    } catch {
      throw AudioFileError(
        code: .decoderMissing, path: path,
        detail: "AAC needs the ffmpeg program, which is not on the PATH; install it"
          + " (apt install ffmpeg)")
    }
    let absolutePath = URL(fileURLWithPath: path).path
    var delivery: Delivery<Consumer>?
    let ended = try await Subprocess.run(
      program,
      arguments: [
        "-nostdin", "-v", "error", "-timelimit", "\(Self.mostSeconds)",
        "-protocol_whitelist", "file,pipe", "-f", demuxer, "-i", "file:\(absolutePath)",
        "-map", "0:a:0", "-c:a", "pcm_f32be", "-f", "au", "pipe:1",
      ],
      environment: environment, input: .none, output: .sequence, error: .sequence
    ) { execution in
      async let complaint = Self.firstLine(of: execution.standardError)
      if var stream = try await FFmpegStream(
        path: path, output: execution.standardOutput, codec: codec,
        codedByteCount: codedByteCount, log: log)
      {
        delivery = try await body(&stream)
      }
      return try await complaint
    }
    let complaint = ended.closureResult
    guard var delivery else {
      throw AudioFileError(
        code: .corrupt, path: path,
        detail: "no sound could be decoded: \(complaint ?? "ffmpeg ended without a word")")
    }
    judge(&delivery, complaint: complaint, isSuccess: ended.terminationStatus.isSuccess)
    return delivery
  }

  /// Adds that the file was cut or goes on, and what ffmpeg complained of: after a cut, nothing new.
  private func judge<Consumer>(
    _ delivery: inout Delivery<Consumer>, complaint: String?, isSuccess: Bool
  ) {
    let (end, missing) = (delivery.duration, (claimedDuration ?? 0) - delivery.duration)
    if missingByteCount > 0, claimedDuration != nil, missing <= 0 {
      delivery.log.note(
        .trailingData, from: end, to: end, severity: .info,
        "bytes after the end of the audio belong to no box of the file")
    } else if missingByteCount > 0 {
      delivery.log.note(
        .truncated, from: end, to: end, severity: missing > end ? .error : .warning,
        "the file was cut: "
          + (missing > 0
            ? "about \((missing * 10).rounded() / 10) s are missing at the end"
            : "\(missingByteCount) bytes are missing at the end"))
    }
    if isFollowedByAnother {
      delivery.log.note(
        .joined, from: end, to: end,
        "another MP4 file begins here, and was left out; split the file there")
    }
    // Our choice: chapters, or sound that begins late, may make a file longer, but not twice as long.
    let isShort = missingByteCount == 0 && codedByteCount != nil && missing > end
    guard complaint != nil || !isSuccess || isShort else { return }
    // How many of the bytes gave the sound is not known.
    delivery.bitrateInKilobits = nil
    let words =
      if let complaint {
        complaint
      } else if isSuccess {
        "decoded \((missing * 10).rounded() / 10) s less than the file claims to hold"
      } else {
        "ended by a signal"
      }
    let isKnown = delivery.log.hasHarm
    delivery.log.note(
      .corruptData, from: 0, to: end, severity: isKnown ? .info : .warning,
      "ffmpeg: \(words)")
  }

  /// Counts the bytes of an ADTS stream's frames, and notes what is no frame.
  private static func scan(
    _ walker: consuming FrameWalker<ADTSHeader>, log: inout IssueLog
  ) throws(AudioFileError) -> Int {
    var byteCount = 0
    var time = 0.0
    while true {
      switch try walker.next() {
      case .frame(let header, let range):
        byteCount += range.count
        time += 1024 / Double(header.sampleRate)
      case .junk(let range) where byteCount > 0:
        log.note(
          .junk, from: time, to: time,
          "\(range.count) bytes are no AAC frames; some of the music may be missing here")
      case .cutFrame:
        log.note(
          .truncated, from: time, to: time,
          "the file ends inside a frame; how much is missing is not known")
      case .junk, .lyingTag, .trailing: break
      case .end: return byteCount
      }
    }
  }

  /// The first line that a program writes; reads all, so that the program is never held up.
  private static func firstLine(of output: SubprocessOutputSequence) async throws -> String? {
    var bytes: [UInt8] = []
    for try await buffer in output where bytes.count < 1000 {
      buffer.withUnsafeBytes { bytes.append(contentsOf: $0.prefix(1000)) }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let line = text.split(whereSeparator: \.isNewline).first.map(String.init)
    // Lines begin with the part of ffmpeg and its address in memory, which differs in each run.
    return line?.replacing(/\[([^\]]*) @ 0x[0-9a-f]+\]/) { "[\($0.output.1)]" }
  }
}
