public import AudioModel
import CSndFile
import Foundation

/// Writes blocks of samples into an audio file, which appears under its name only when finished.
///
/// Until then the samples go to a hidden file in the same folder; a writer that is dropped without
/// `finish()`, after an error for example, removes that file and leaves what stood under the name.
/// One task at a time may use a writer. The same samples give the same bytes, except for the
/// random stream number in Ogg files.
public struct AudioFileWriter: ~Copyable {
  /// Where the finished file will be.
  public let path: String

  /// The format that every block must have.
  public let format: AudioFormat

  private let temporaryPath: String
  private let file: EncodedFile
  private var handle: OpaquePointer?
  private var interleaved: [Float] = []

  /// Creates the hidden file and writes its header.
  ///
  /// - Throws: `cannotWrite` when the folder is missing or not writable, `unsupported` when the
  ///   encoding cannot hold the rate or the channels (MP3: 1 or 2 channels, 8 to 48 kHz; Opus: 8,
  ///   12, 16, 24 or 48 kHz).
  public init(
    path: String, format: AudioFormat, encoding: AudioFileEncoding
  ) throws(AudioFileError) {
    var info = SF_INFO()
    info.samplerate = Int32(exactly: format.sampleRate) ?? 0
    info.channels = Int32(format.channelCount)
    info.format = encoding.libraryFormat
    guard sf_format_check(&info) == SF_TRUE else {
      throw Self.unsupported(format, as: encoding, at: path)
    }
    let temporaryPath = Self.hiddenPath(beside: path)
    guard let file = EncodedFile(creating: temporaryPath) else {
      throw Self.failure(errno, at: path, to: "create the file")
    }
    guard let handle = file.stream(&info) else {
      let status = sf_error(nil)
      unlink(temporaryPath)
      if let failure = file.failure { throw Self.failure(failure, at: path, to: "write") }
      throw Self.unsupported(format, as: encoding, at: path, libraryStatus: status)
    }
    self.path = path
    self.format = format
    self.temporaryPath = temporaryPath
    self.file = file
    self.handle = handle
    Self.configure(handle, for: encoding, sampleRate: format.sampleRate)
  }

  deinit { abandon() }

  /// Appends a block; an empty one changes nothing.
  ///
  /// - Precondition: the block has the writer's format, and its samples are finite.
  /// - Throws: `cannotWrite`, for instance when the disk is full. The writer is then of no use.
  public mutating func write(_ block: AudioBlock) throws(AudioFileError) {
    precondition(block.format == format, "a block of \(block.format) for a file of \(format)")
    let (channelCount, frameCount) = (format.channelCount, block.frameCount)
    if interleaved.count < frameCount * channelCount {
      interleaved = [Float](repeating: 0, count: frameCount * channelCount)
    }
    for (channel, samples) in block.channels.enumerated() {
      interleaved.withUnsafeMutableBufferPointer { target in
        samples.withUnsafeBufferPointer { source in
          for frame in 0..<frameCount { target[frame * channelCount + channel] = source[frame] }
        }
      }
    }
    let written = sf_writef_float(handle, interleaved, sf_count_t(frameCount))
    if let failure = file.failure { throw Self.failure(failure, at: path, to: "write") }
    guard written == frameCount else {
      throw AudioFileError(
        code: .cannotWrite, path: path, libraryStatus: sf_error(handle),
        detail: "cannot write: \(String(cString: sf_strerror(handle)))")
    }
  }

  /// Writes what is still held back, and puts the file under its name, over any older one.
  ///
  /// - Throws: `cannotWrite`; no file of ours is then left behind.
  public consuming func finish() throws(AudioFileError) {
    let status = sf_close(handle)
    handle = nil
    file.close()
    if let failure = file.failure {
      unlink(temporaryPath)
      throw Self.failure(failure, at: path, to: "write the end")
    }
    guard status == 0 else {
      unlink(temporaryPath)
      throw AudioFileError(
        code: .cannotWrite, path: path, libraryStatus: status,
        detail: "cannot write the end: \(String(cString: sf_error_number(status)))")
    }
    guard rename(temporaryPath, path) == 0 else {
      let status = errno
      unlink(temporaryPath)
      throw Self.failure(status, at: path, to: "put the finished file in place")
    }
  }

  private func abandon() {
    guard let handle else { return }
    sf_close(handle)
    unlink(temporaryPath)
  }

  private static func configure(
    _ handle: OpaquePointer, for encoding: AudioFileEncoding, sampleRate: Double
  ) {
    // The chunk of peak values carries a time stamp, which would make each file differ.
    sf_command(handle, Int32(SFC_SET_ADD_PEAK_CHUNK), nil, Int32(SF_FALSE))
    if encoding.isInteger { sf_command(handle, Int32(SFC_SET_CLIPPING), nil, Int32(SF_TRUE)) }
    if case .mp3(let kilobitsPerSecond) = encoding {
      // libsndfile 1.2.0 obeys SFC_SET_BITRATE_MODE although it answers SF_FALSE.
      var mode = Int32(SF_BITRATE_MODE_CONSTANT)
      sf_command(handle, Int32(SFC_SET_BITRATE_MODE), &mode, Int32(MemoryLayout<Int32>.size))
      var level = AudioFileEncoding.compressionLevel(
        kilobitsPerSecond: kilobitsPerSecond, sampleRate: sampleRate)
      sf_command(
        handle, Int32(SFC_SET_COMPRESSION_LEVEL), &level, Int32(MemoryLayout<Double>.size))
    }
  }

  /// What the encoding cannot hold, and what can.
  private static func unsupported(
    _ format: AudioFormat, as encoding: AudioFileEncoding, at path: String,
    libraryStatus: Int32? = nil
  ) -> AudioFileError {
    AudioFileError(
      code: .unsupported, path: path, libraryStatus: libraryStatus,
      detail: "\(encoding.name) cannot hold \(format.channelCount) channels at "
        + "\(format.sampleRate / 1000) kHz; write .wav or .flac")
  }

  /// What the system would not do, in its own words.
  private static func failure(
    _ status: Int32, at path: String, to doing: String
  ) -> AudioFileError {
    AudioFileError(
      code: .cannotWrite, path: path, libraryStatus: status,
      detail: "cannot \(doing): \(String(cString: strerror(status)))")
  }

  /// A name in the same folder, so that renaming stays on one file system, that no one else has.
  private static func hiddenPath(beside path: String) -> String {
    let url = URL(fileURLWithPath: path)
    let name = ".\(url.lastPathComponent).\(String(UInt64.random(in: 0...(.max)), radix: 16)).part"
    return url.deletingLastPathComponent().appendingPathComponent(name).path
  }
}
