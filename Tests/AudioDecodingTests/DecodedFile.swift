import AudioDecoding
import AudioModel
import Foundation
import TestSupport

/// A whole file in memory, as only a test may hold it.
struct DecodedFile {
  let result: DecodeResult
  /// One array for each channel.
  let channels: [[Float]]
  /// The lengths of the blocks, in order.
  let blockLengths: [Int]

  init(path: String) async throws { try await self.init(AudioFile(path: path)) }

  init(_ file: AudioFile) async throws {
    typealias Heard = (channels: [[Float]], lengths: [Int])
    let (heard, result) = try await file.decode { format in
      Heard(Array(repeating: [], count: format.channelCount), [])
    } each: { heard, block in
      for (index, samples) in block.channels.enumerated() { heard.channels[index] += samples }
      heard.lengths.append(block.frameCount)
    }
    self.result = result
    channels = heard.channels
    blockLengths = heard.lengths
  }

  /// The kinds of what was found, in order.
  var kinds: [DecodeIssue.Kind] { result.issues.map(\.kind) }

  /// The largest magnitude of any sample; infinite if one is not a number.
  var peak: Float {
    channels.reduce(0) { peak, samples in
      samples.withUnsafeBufferPointer { samples in
        var peak = peak
        for index in samples.indices {
          let magnitude = abs(samples[index])
          if !(magnitude <= peak) { peak = magnitude.isNaN ? .infinity : magnitude }
        }
        return peak
      }
    }
  }
}

/// Sound with no two moments alike, so that one out of place by a frame is noticed.
enum TestSound {
  static let seconds = 1.5

  /// Noise around a rising tone, at most ±0.7, the same in each run.
  static func block(format: AudioFormat, seconds: Double = seconds) -> AudioBlock {
    var state: UInt64 = 42
    let frameCount = Int(seconds * format.sampleRate)
    var channels = Array(
      repeating: [Float](repeating: 0, count: frameCount), count: format.channelCount)
    for index in channels.indices {
      for frame in 0..<frameCount {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let noise = Float(Int32(truncatingIfNeeded: state >> 32)) / Float(Int32.max)
        let time = Double(frame) / format.sampleRate
        channels[index][frame] = 0.3 * noise + 0.4 * Float(sin(2 * .pi * (300 + 200 * time) * time))
      }
    }
    return AudioBlock(format: format, channels: channels)
  }

  /// Writes the sound, and gives it and the file's bytes.
  static func write(
    to folder: TemporaryFolder, _ name: String, as encoding: AudioFileEncoding,
    rate: Double = 44_100, channelCount: Int = 2, seconds: Double = seconds
  ) throws -> (block: AudioBlock, bytes: [UInt8]) {
    let format = AudioFormat(sampleRate: rate, channelCount: channelCount)
    let block = block(format: format, seconds: seconds)
    var writer = try AudioFileWriter(
      path: folder.path(of: name), format: format, encoding: encoding)
    try writer.write(block)
    try writer.finish()
    return (block, try folder.bytes(of: name))
  }

  /// By how many frames `late` follows `early`, of the shifts up to 60, judged by correlation.
  static func lag(of late: [Float], behind early: [Float]) -> Int? {
    let center = early.count / 2
    return (-60...60).max { left, right in
      func correlation(_ lag: Int) -> Float {
        (center - 500..<center + 500).reduce(0) { $0 + early[$1] * late[$1 + lag] }
      }
      return correlation(left) < correlation(right)
    }
  }
}

/// A small generator with a seed, so that each run mutates alike.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    // SplitMix64: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, 2014.
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Random bytes.
  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}
