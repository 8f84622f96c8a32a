import AudioModel
import Foundation

struct AudioFileError: Error {
  let code: String
  let path: String
  let detail: String
}

struct DecodeIssue {
  enum Kind: String { case truncated }
  enum Severity { case info, warning, error }
  let kind: Kind
  let range: TimeRange
  let severity: Severity
  let detail: String
}

struct DecodeResult {
  let status: DecodeStatus
  let issues: [DecodeIssue]
  let codec: String
  let format: AudioFormat
  let frameCount: Int
  let bitrateInKilobits: Double?
}

/// A stand-in for the decoding module: 16-bit WAV only.
struct AudioFile {
  let path: String
  private let data: Data

  init(path: String) throws {
    self.path = path
    guard let data = FileManager.default.contents(atPath: path) else {
      throw AudioFileError(code: "notFound", path: path, detail: "no such file, or not readable")
    }
    guard data.count > 44, data.prefix(4) == Data("RIFF".utf8) else {
      throw AudioFileError(
        code: data.isEmpty ? "empty" : "notAudio", path: path,
        detail: data.isEmpty ? "the file is empty" : "the file is no audio")
    }
    self.data = data
  }

  func decode<Consumer>(
    into begin: (AudioFormat) throws -> Consumer,
    each: (inout Consumer, AudioBlock) throws -> Void
  ) async throws -> (consumer: Consumer, result: DecodeResult) {
    let channels = Int(data[22])
    let rate = data[24..<28].reversed().reduce(0) { $0 << 8 | Int($1) }
    let claimed = data[40..<44].reversed().reduce(0) { $0 << 8 | Int($1) }
    let format = AudioFormat(sampleRate: Double(rate), channelCount: channels)
    var consumer = try begin(format)
    let bytes = data.dropFirst(44)
    let samples = [Float](unsafeUninitializedCapacity: bytes.count / 2) { buffer, count in
      var index = bytes.startIndex
      count = bytes.count / 2
      for i in 0..<count {
        buffer[i] =
          Float(Int16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)) / 32768
        index += 2
      }
    }
    let frames = samples.count / channels
    var audio = AudioBlock(format: format)
    for start in stride(from: 0, to: frames, by: 4096) {
      let end = min(frames, start + 4096)
      samples.withUnsafeBufferPointer {
        audio.replaceContents(
          interleaved: UnsafeBufferPointer(rebasing: $0[start * channels..<end * channels]))
      }
      try each(&consumer, audio)
      try Task.checkCancellation()
      await Task.yield()
    }
    let whole = claimed <= bytes.count
    let length = Double(frames) / Double(rate)
    let result = DecodeResult(
      status: whole ? .ok : .truncated,
      issues: whole
        ? []
        : [
          DecodeIssue(
            kind: .truncated, range: TimeRange(start: length, end: length), severity: .warning,
            detail: "the file ends before its audio does")
        ], codec: "pcm", format: format, frameCount: frames, bitrateInKilobits: nil)
    return (consumer, result)
  }
}
