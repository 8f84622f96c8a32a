public import AudioModel
import Foundation

/// An audio file of any kind that is decoded here.
///
/// The kind is judged by the content; the extension is never looked at.
///
///     let file = try AudioFile(path: "song.mp3")
///     let (peak, result) = try await file.decode { _ in Float(0) } each: { peak, block in
///       for channel in block.channels { peak = max(peak, channel.max() ?? 0) }
///     }
public struct AudioFile: Sendable {
  /// How many frames a block holds, the last one of a file excepted.
  ///
  /// Our choice: 186 ms at 44.1 kHz, small enough for the cache and large enough that what is done
  /// once a block costs nothing.
  public static let blockCapacity = 8192

  /// After how many blocks other tasks get their turn.
  ///
  /// About 12 s of sound and 10 ms of decoding. A turn costs two switches of threads: given after
  /// every block, 7 % of the decoding.
  static let blocksInTurn = 64

  /// The file, as the caller named it.
  public let path: String

  /// What its content is.
  public let kind: AudioFileKind

  /// The folders in which ffmpeg is looked for, in the form of the `PATH` variable.
  package var searchPath = ProcessInfo.processInfo.environment["PATH"] ?? ""

  private let audio: Range<Int>

  /// Opens just enough of a file to know its kind.
  ///
  /// - Throws: `notFound`, `isDirectory`, `cannotOpen`, `empty`, `notAudio` or `unsupported`.
  public init(path: String) throws(AudioFileError) {
    var file = try ByteReader(path: path)
    let content = try ContentSniffer.content(of: &file)
    self.path = path
    kind = content.kind
    audio = content.audio
  }

  /// Decodes the file from its beginning to its end.
  ///
  /// Memory does not depend on the length. The closures run where the caller runs; between blocks
  /// other tasks get their turn, and cancellation is noticed.
  ///
  /// - Parameters:
  ///   - begin: Called once, before any block, to make what listens, for the file's format.
  ///   - each: Called with every block in order. All have that format, and hold `blockCapacity`
  ///     frames or, the last one and where the decoder pauses, fewer. Samples are finite and within
  ///     ±8.
  /// - Returns: What listened, and how whole the file was: a file that gave any audio is no error.
  /// - Throws: `AudioFileError` when no audio came at all or ffmpeg is missing, `CancellationError`,
  ///   and whatever the closures throw.
  public nonisolated(nonsending) func decode<Consumer>(
    into begin: (AudioFormat) throws -> Consumer,
    each: (inout Consumer, AudioBlock) throws -> Void
  ) async throws -> (consumer: Consumer, result: DecodeResult) {
    let file = try ByteReader(path: path)
    let delivery: Delivery<Consumer>
    switch kind {
    case .mpeg:
      var stream = try MP3Stream(file: file, range: audio)
      delivery = try await deliver(&stream, into: begin, each: each)
    case .wave, .aiff, .flac, .ogg:
      var stream = try SoundFileStream(file: file, kind: kind, audio: audio)
      delivery = try await deliver(&stream, into: begin, each: each)
    case .mp4, .adts:
      let decoder = try FFmpegDecoder(
        file: file, kind: kind, audio: audio, searchPath: searchPath)
      delivery = try await decoder.run { stream in
        try await deliver(&stream, into: begin, each: each)
      }
    }
    guard delivery.frameCount > 0 else {
      let reason = delivery.log.issues(within: 0).first?.detail ?? "its header counts no samples"
      throw AudioFileError(
        code: .corrupt, path: path, detail: "this is \(kind), and no audio came of it: \(reason)")
    }
    return (delivery.consumer, delivery.result)
  }

  /// Pulls all blocks out of a source.
  private nonisolated(nonsending) func deliver<Source: PCMSource & ~Copyable, Consumer>(
    _ source: inout Source,
    into begin: (AudioFormat) throws -> Consumer,
    each: (inout Consumer, AudioBlock) throws -> Void
  ) async throws -> Delivery<Consumer> {
    let format = source.format
    var consumer = try begin(format)
    var samples = [Float](repeating: 0, count: Self.blockCapacity * format.channelCount)
    var block = AudioBlock(format: format)
    var sampleGuard = SampleGuard(kind: kind)
    var frameCount = 0
    var blockCount = 0
    while true {
      let count = try await source.read(into: &samples)
      if count == 0 { break }
      sampleGuard.clean(&samples, frameCount: count, format: format, log: &source.log)
      samples.withUnsafeBufferPointer {
        block.replaceContents(
          interleaved: UnsafeBufferPointer(rebasing: $0[..<(count * format.channelCount)]))
      }
      frameCount += count
      try each(&consumer, block)
      try Task.checkCancellation()
      blockCount += 1
      if blockCount % Self.blocksInTurn == 0 { await Task.yield() }
    }
    return Delivery(
      consumer: consumer, frameCount: frameCount, format: format, codec: source.codec,
      bitrateInKilobits: source.bitrateInKilobits, log: source.log)
  }
}
