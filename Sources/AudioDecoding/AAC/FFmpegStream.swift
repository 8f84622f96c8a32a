import AudioModel
import Subprocess

/// Reads the samples that a running ffmpeg writes: a Sun AU header, then big-endian floats.
struct FFmpegStream: ~Copyable, PCMSource {
  let format: AudioFormat
  let codec: String
  var log: IssueLog

  private let path: String
  private let codedByteCount: Int?
  private var frameCount = 0
  private let deadline = ContinuousClock.now + .seconds(FFmpegDecoder.mostSeconds)
  private var byteCount = 0
  private var output: SubprocessOutputSequence.Iterator
  /// Read and not yet given out, from `start` on.
  private var bytes: [UInt8]
  private var start: Int

  /// Reads the header; `nil` when ffmpeg writes none, as it has found no sound.
  ///
  /// The header is six big-endian words: magic, offset of the samples, their length, their
  /// encoding, the sample rate, the number of channels.
  ///
  /// - Throws: `unsupported` for a format that no song has, and what the pipe throws.
  nonisolated(nonsending) init?(
    path: String, output: SubprocessOutputSequence, codec: String, codedByteCount: Int?,
    log: IssueLog
  ) async throws {
    var iterator = output.makeAsyncIterator()
    var bytes: [UInt8] = []
    func word(_ index: Int) -> Int {
      bytes[index * 4..<index * 4 + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    while bytes.count < 24 || bytes.count < word(1) {
      guard let buffer = try await iterator.next() else { return nil }
      buffer.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
    let (rate, channelCount) = (word(4), word(5))
    // An error ends ffmpeg, which else would wait for a reader.
    try AudioFormat.check(sampleRate: rate, channelCount: channelCount, path: path)
    self.path = path
    self.output = iterator
    self.bytes = bytes
    start = word(1)
    format = AudioFormat(sampleRate: Double(rate), channelCount: channelCount)
    self.codec = codec
    self.codedByteCount = codedByteCount
    self.log = log
  }

  var bitrateInKilobits: Double? {
    guard let codedByteCount, codedByteCount > 0, frameCount > 0 else { return nil }
    return Double(codedByteCount) / 125 * format.sampleRate / Double(frameCount)
  }

  nonisolated(nonsending) mutating func read(into samples: inout [Float]) async throws -> Int {
    let frameLength = MemoryLayout<Float>.size * format.channelCount
    while bytes.count - start < samples.count * MemoryLayout<Float>.size {
      bytes.removeFirst(start)
      start = 0
      guard let buffer = try await output.next() else { break }
      buffer.withUnsafeBytes { bytes.append(contentsOf: $0) }
      byteCount += buffer.count
      guard byteCount <= FFmpegDecoder.mostBytes, ContinuousClock.now < deadline else {
        throw AudioFileError(
          code: .limitReached, path: path,
          detail: "ffmpeg took longer, or gave more sound, than any song does; it was stopped")
      }
    }
    let count = min(
      (bytes.count - start) / frameLength, samples.count / format.channelCount)
    let sampleCount = count * format.channelCount
    bytes.withUnsafeBytes { bytes in
      samples.withUnsafeMutableBufferPointer { samples in
        for index in 0..<sampleCount {
          let pattern = bytes.loadUnaligned(fromByteOffset: start + 4 * index, as: UInt32.self)
          samples[index] = Float(bitPattern: UInt32(bigEndian: pattern))
        }
      }
    }
    frameCount += count
    start += sampleCount * MemoryLayout<Float>.size
    return count
  }
}
