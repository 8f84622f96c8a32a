import AudioDecoding
import AudioModel
import Foundation
import TestSupport
import Testing

/// Files that were cut, hit, joined or mislabelled, and what is said of them.
///
/// Two fixtures stand under all: one MP3 with a length tag at 128 kbit/s, so that frames have 417
/// or 418 bytes, and the same without its tag.
@Suite struct MPEGDamageTests {
  static let rate = 44_100.0
  static let frame = 1152

  let folder: TemporaryFolder
  let block: AudioBlock
  let whole: [UInt8]
  /// Where each frame begins; the first holds the tag.
  let offsets: [Int]

  init() throws {
    folder = try TemporaryFolder()
    (block, whole) = try TestSound.write(
      to: folder, "whole", as: .mp3(kilobitsPerSecond: 128), rate: Self.rate)
    var offsets: [Int] = []
    var offset = 0
    while offset < whole.count {
      offsets.append(offset)
      offset += 417 + Int(whole[offset + 2] >> 1 & 1)
    }
    self.offsets = offsets
    #expect(offset == whole.count && offsets.count > 50)
  }

  var bare: [UInt8] { Array(whole[offsets[1]...]) }

  func decode(_ bytes: [UInt8]) async throws -> DecodedFile {
    try await DecodedFile(path: try folder.write(bytes, to: "x.mp3"))
  }

  /// The whole file with other claims in its length tag.
  func claiming(frames: UInt32, bytes: UInt32? = nil) -> [UInt8] {
    var file = whole
    let tag = offsets[0] + 36
    func put(_ value: UInt32, at offset: Int) {
      for index in 0..<4 {
        file[offset + index] = UInt8(truncatingIfNeeded: value >> (24 - 8 * index))
      }
    }
    put(frames, at: tag + 8)
    if let bytes { put(bytes, at: tag + 12) }
    return file
  }

  // MARK: Cut

  @Test(arguments: [0.1, 0.5, 0.9, 0.99])
  func aCutFileSaysHowMuchIsMissing(part: Double) async throws {
    let file = try await decode(Array(whole[..<Int(Double(whole.count) * part)]))
    #expect(file.result.status == .truncated && file.kinds == [.truncated])
    let missing = Double(block.frameCount) / Self.rate - file.result.duration
    let detail = try #require(file.result.issues.first?.detail)
    let words = "about \((missing * 10).rounded() / 10) s of 1.5 s"
    #expect(detail.contains(words), "\(detail) instead of \(words)")
    #expect(file.result.issues.first?.severity == (part <= 0.5 ? .error : .warning))
  }

  @Test func aCutBetweenTwoFramesIsNoticedByTheTag() async throws {
    let file = try await decode(Array(whole[..<offsets[20]]))
    #expect(file.result.status == .truncated)
    #expect(file.result.frameCount == 19 * Self.frame - 576 - 529)
  }

  @Test(arguments: [1, 2, 3, 4, 100, 416])
  func aCutInsideAFrameIsNoticedWithoutATag(kept: Int) async throws {
    let end = offsets[offsets.count - 1] - offsets[1]
    let file = try await decode(Array(bare[..<(end + kept)]))
    #expect(file.result.status == .truncated && file.kinds == [.truncated])
    #expect(file.result.frameCount == (offsets.count - 2) * Self.frame)
  }

  @Test func anEndThatWasNeverFilledIsMissing() async throws {
    let start = offsets[20]
    let rest = [UInt8](repeating: 0, count: whole.count - start)
    #expect(try await decode(whole[..<start] + rest).result.status == .truncated)
    let zeros = [UInt8](repeating: 0, count: 20_000)
    #expect(try await decode(bare[..<offsets[20]] + zeros).result.status == .truncated)
  }

  // MARK: Claims

  @Test(arguments: [99_999_999, 100, 1, 0] as [UInt32])
  func aFalseCountOfFramesIsNotBelieved(frames: UInt32) async throws {
    let file = try await decode(claiming(frames: frames))
    #expect(file.result.status == .ok && file.kinds == [.wrongLength])
    #expect(file.result.issues.first?.severity == .info)
    #expect(file.channels == (try await decode(whole)).channels)
  }

  @Test func falseCountsOfFramesAndBytesAreNotBelieved() async throws {
    let file = try await decode(claiming(frames: 99_999_999, bytes: .max))
    #expect(file.result.status == .ok && file.result.frameCount == block.frameCount)
  }

  @Test func withoutATagTheEndsStay() async throws {
    let file = try await decode(bare)
    #expect(file.result.status == .ok && file.result.issues.isEmpty)
    #expect(file.result.frameCount == (offsets.count - 1) * Self.frame)
  }

  @Test func aFraunhoferTagIsNoAudio() async throws {
    var tagged = Array(whole[..<offsets[1]])
    tagged.replaceSubrange(4..., with: [UInt8](repeating: 0, count: tagged.count - 4))
    tagged.replaceSubrange(36..<40, with: Array("VBRI".utf8))
    let counts = [UInt32(whole.count), UInt32(offsets.count - 1)]
    for (index, count) in counts.enumerated() {
      for byte in 0..<4 {
        tagged[46 + 4 * index + byte] = UInt8(truncatingIfNeeded: count >> (24 - 8 * byte))
      }
    }
    let file = try await decode(tagged + bare)
    #expect(file.result.status == .ok)
    #expect(file.result.frameCount == (offsets.count - 1) * Self.frame)
    #expect(try await decode(tagged + bare[..<9000]).result.status == .truncated)
  }

  @Test func aCutIsNoticedThoughTheCountOfBytesIsFalse() async throws {
    let frames = UInt32(offsets.count - 1)
    for bytes in [5, .max] as [UInt32] {
      let cut = claiming(frames: frames, bytes: bytes)[..<offsets[20]]
      #expect(try await decode(Array(cut)).result.status == .truncated)
    }
  }

  // MARK: Damage

  @Test func junkIsSkippedAndTheRestIsNotLost() async throws {
    var generator = SeededGenerator(seed: 2)
    let middle = offsets[30]
    let file = try await decode(whole[..<middle] + generator.bytes(20_000) + whole[middle...])
    #expect(file.result.status == .damaged && file.kinds.contains(.junk))
    #expect(file.result.frameCount == block.frameCount)
    let time = Double(29 * Self.frame - 576 - 529) / Self.rate
    #expect(abs((file.result.issues.first?.range.start ?? 0) - time) < 0.001)
  }

  @Test func silenceStandsForFramesThatWereOverwritten() async throws {
    var generator = SeededGenerator(seed: 3)
    var bytes = whole
    let range = offsets[20]..<offsets[30]
    bytes.replaceSubrange(range, with: generator.bytes(range.count))
    let file = try await decode(bytes)
    #expect(file.result.status == .damaged && file.kinds == [.junk])
    #expect(file.result.frameCount == block.frameCount)
    // The first lost frame's granules overlap with the one before, so look a frame inside.
    let silent = 20 * Self.frame - 1105 + Self.frame..<28 * Self.frame - 1105
    #expect(file.channels[0][silent].allSatisfy { $0 == 0 })
    let late = Array(file.channels[0][40_000..<50_000])
    #expect(TestSound.lag(of: late, behind: Array(block.channels[0][40_000..<50_000])) == 0)
  }

  @Test func eachStretchThatWasOverwrittenKeepsItsLength() async throws {
    var generator = SeededGenerator(seed: 10)
    var bytes = whole
    for first in [5, 18, 31, 44] {
      let range = offsets[first]..<offsets[first + 9]
      bytes.replaceSubrange(range, with: generator.bytes(range.count))
    }
    let file = try await decode(bytes)
    #expect(file.result.status == .damaged && file.kinds == [.junk])
    #expect(file.result.frameCount == block.frameCount)
  }

  @Test(arguments: [100_000, 200_000, 500_100])
  func noSilenceStandsForWhatWasPutIn(byteCount: Int) async throws {
    var generator = SeededGenerator(seed: 11)
    let middle = offsets[30]
    let file = try await decode(whole[..<middle] + generator.bytes(byteCount) + whole[middle...])
    #expect(file.result.status == .damaged && file.kinds == [.junk])
    #expect(file.result.frameCount == block.frameCount)
  }

  @Test func aDamagedHeaderCostsOneFrame() async throws {
    var bytes = whole
    bytes[offsets[25] + 1] = 0
    let file = try await decode(bytes)
    #expect(file.result.status == .damaged && file.kinds == [.junk])
    #expect(file.result.frameCount == block.frameCount)
  }

  @Test(arguments: 0..<20)
  func oneChangedBitIsNoticedByTheTag(seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    var bytes = whole
    bytes[Int.random(in: offsets[1]..<whole.count, using: &generator)] ^= 16
    #expect(try await decode(bytes).result.status == .damaged)
  }

  /// The file without its tag, with the global gain of some frames raised in steps of 1.5 dB.
  func raising(_ steps: Int) -> [UInt8] {
    // By ISO/IEC 11172-3, 2.4.1.7, the gain of the first granule and channel is 41 bits into the
    // side information, and again each 59 bits.
    var bytes = bare
    for offset in offsets[1...].dropFirst(10).prefix(20) {
      for field in 0..<4 {
        let bits = (41 + 59 * field..<49 + 59 * field).map {
          (offset - offsets[1] + 4 + $0 / 8, UInt8(0x80) >> UInt8($0 % 8))
        }
        let gain = bits.reduce(0) { $0 << 1 | (bytes[$1.0] & $1.1 != 0 ? 1 : 0) }
        for (place, (index, mask)) in bits.enumerated() {
          let isSet = min(255, gain + steps) >> (7 - place) & 1 != 0
          bytes[index] = isSet ? bytes[index] | mask : bytes[index] & ~mask
        }
      }
    }
    return bytes
  }

  // The sound reaches 0.7: with 12 steps of 2^(1/4), which is 18 dB, 5.6.
  @Test(arguments: [12, 255])
  func whatDecodesToNonsenseIsSilencedAndCounted(steps: Int) async throws {
    let file = try await decode(raising(steps))
    #expect(file.result.status == .damaged && file.kinds.contains(.corruptData))
    #expect(file.peak <= 4)
    #expect(file.result.frameCount == (offsets.count - 1) * Self.frame)
  }

  @Test func whatIsMerelyHotStaysAsItIs() async throws {
    let file = try await decode(raising(6))
    #expect(file.result.status == .ok && file.peak > 1.5)
  }

  // MARK: Tags

  static func id3(size: Int, body: [UInt8]) -> [UInt8] {
    Array("ID3".utf8) + [3, 0, 0] + [21, 14, 7, 0].map { UInt8(size >> $0 & 0x7F) } + body
  }

  @Test func aLargeCoverIsSteppedOver() async throws {
    var generator = SeededGenerator(seed: 4)
    let cover = generator.bytes(1_000_000)
    let file = try await decode(Self.id3(size: cover.count, body: cover) + whole)
    #expect(file.result.status == .ok && file.result.issues.isEmpty)
    #expect(file.result.frameCount == block.frameCount)
  }

  @Test(arguments: [5000, 1 << 27])
  func aTagThatClaimsTooMuchLosesNoAudio(size: Int) async throws {
    let file = try await decode(
      Self.id3(size: size, body: [UInt8](repeating: 0, count: 100)) + whole)
    #expect(file.result.status == .ok && file.kinds == [.wrongTag])
    #expect(file.result.frameCount == block.frameCount)
  }

  @Test func aTagThatClaimsTooLittleLosesNoAudio() async throws {
    var generator = SeededGenerator(seed: 5)
    let file = try await decode(Self.id3(size: 100, body: generator.bytes(30_000)) + whole)
    #expect(file.result.status == .ok && file.kinds == [.junk])
    #expect(file.result.frameCount == block.frameCount)
  }

  @Test func tagsAtTheEndAreNoDamage() async throws {
    let v1 = Array("TAG".utf8) + [UInt8](repeating: 0x20, count: 125)
    func ape(flags: UInt8) -> [UInt8] {
      Array("APETAGEX".utf8) + [0xD0, 7, 0, 0, 132, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, flags]
        + [UInt8](repeating: 0, count: 8)
    }
    let apeTag = ape(flags: 0xA0) + [UInt8](repeating: 0x41, count: 100) + ape(flags: 0x80)
    for tags in [v1, apeTag, apeTag + v1, [UInt8](repeating: 0, count: 4096)] {
      let file = try await decode(whole + tags)
      #expect(file.result.status == .ok && file.result.issues.isEmpty)
      #expect(file.result.frameCount == block.frameCount)
    }
    var generator = SeededGenerator(seed: 6)
    let file = try await decode(whole + generator.bytes(1000))
    #expect(file.result.status == .ok && file.kinds == [.trailingData])
  }

  @Test func thousandsOfTagsAreSteppedOver() async throws {
    let tag = Self.id3(size: 0, body: [])
    let tags = Array(repeatElement(tag, count: 20_000).joined())
    #expect(try await decode(tags + whole).result.frameCount == block.frameCount)
  }

  // MARK: Joined and wrapped

  @Test func aFileBehindAnotherIsDecodedToo() async throws {
    let file = try await decode(whole + whole)
    #expect(file.result.status == .ok && file.kinds == [.joined])
    #expect(file.result.frameCount > 2 * block.frameCount)
    #expect(try await decode(whole + whole[..<9000]).result.status == .truncated)
  }

  @Test func anotherChannelCountIsConverted() async throws {
    let (_, mono) = try TestSound.write(
      to: folder, "mono", as: .mp3(kilobitsPerSecond: 64), channelCount: 1)
    let file = try await decode(whole + mono)
    #expect(file.result.status == .ok && file.kinds.contains(.formatChange))
    #expect(file.channels[0].suffix(30_000) == file.channels[1].suffix(30_000))
    let other = try await decode(mono + whole)
    #expect(other.channels.count == 1 && other.result.frameCount == file.result.frameCount)
  }

  @Test func silenceStandsForAnotherSampleRate() async throws {
    let (other, bytes) = try TestSound.write(
      to: folder, "other", as: .mp3(kilobitsPerSecond: 64), rate: 22_050)
    let file = try await decode(whole + bytes + whole)
    #expect(file.result.status == .damaged && file.kinds.contains(.formatChange))
    let expected = 2 * block.frameCount + 2 * other.frameCount
    #expect(abs(file.result.frameCount - expected) < 5 * Self.frame)
    let change = try #require(file.result.issues.first { $0.kind == .formatChange })
    #expect(abs(change.range.duration - 1.5) < 0.2)
  }

  @Test func anMP3InsideARIFFFileIsFound() async throws {
    func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 0xFF) } }
    let format: [UInt8] =
      [0x55, 0, 2, 0] + word(44_100) + word(16_000) + [1, 0, 0, 0, 12, 0, 1, 0] + word(2)
      + [0xA1, 1, 1, 0, 0x71, 5]
    let chunks =
      Array("WAVEfmt ".utf8) + word(format.count) + format + Array("data".utf8)
      + word(whole.count) + whole
    let riff = Array("RIFF".utf8) + word(chunks.count) + chunks
    let file = try await decode(riff)
    #expect(file.result.status == .ok && file.result.codec == "mp3")
    #expect(file.result.frameCount == block.frameCount)
    #expect(try await decode(Array(riff[..<15_000])).result.status == .truncated)
  }
}
