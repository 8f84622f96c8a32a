import AudioDecoding
import AudioModel
import Foundation
import TestSupport
import Testing

/// Whatever a file holds, the reader ends, does not crash, and gives samples that are finite.
@Suite struct MutationTests {
  @Test(arguments: [
    AudioFileEncoding.mp3(kilobitsPerSecond: 64), .wav, .flac, .vorbis, .opus, .aiff,
  ])
  func noMutationBreaksTheReader(encoding: AudioFileEncoding) async throws {
    let folder = try TemporaryFolder()
    // Ogg has headers of 4 kB, and pages of up to a second.
    let isOgg = encoding == .vorbis || encoding == .opus
    let (block, whole) = try TestSound.write(
      to: folder, "a", as: encoding, rate: 24_000, channelCount: 1, seconds: isOgg ? 2 : 0.5)
    var generator = SeededGenerator(seed: 2_026)
    var decodedCount = 0
    for _ in 0..<50 {
      let path = try folder.write(Self.mutate(whole, using: &generator), to: "b")
      do {
        let file = try await DecodedFile(path: path)
        decodedCount += 1
        #expect(file.peak <= 8)
        #expect(file.channels[0].count == file.result.frameCount)
        // Bytes that are put in give no more than silence of their length.
        #expect(file.result.frameCount < 40 * block.frameCount)
        let harm = file.result.issues.filter { $0.severity != .info }
        #expect(harm.isEmpty == (file.result.status == .ok))
      } catch let error as AudioFileError {
        #expect(error.description.count > path.count + 10)
      }
    }
    #expect(decodedCount > 3)
  }

  /// Changes bits, cuts, repeats, inserts or blanks a part, once or several times.
  static func mutate(_ whole: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
    var bytes = whole
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let start = Int.random(in: 0..<max(1, bytes.count), using: &generator)
      let count = min(Int.random(in: 1...600, using: &generator), bytes.count - start)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes.removeSubrange(start..<start + count)
      case 1: bytes.insert(contentsOf: generator.bytes(count), at: start)
      case 2: bytes.replaceSubrange(start..<start + count, with: repeatElement(0, count: count))
      case 3: bytes.insert(contentsOf: bytes[start..<start + count], at: start)
      case 4: bytes.removeSubrange(start...)
      default:
        for _ in 0..<20 where !bytes.isEmpty {
          let index = Int.random(in: 0..<bytes.count, using: &generator)
          bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        }
      }
    }
    return bytes
  }
}
