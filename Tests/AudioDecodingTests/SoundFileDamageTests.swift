import AudioDecoding
import AudioModel
import Foundation
import TestSupport
import Testing

/// Files that libsndfile reads, cut and hit.
@Suite struct SoundFileDamageTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [
    AudioFileEncoding.wav, .wav24, .aiff, .flac, .vorbis, .opus,
  ])
  func aCutFileIsTruncated(encoding: AudioFileEncoding) async throws {
    let (block, whole) = try TestSound.write(
      to: folder, "a", as: encoding, rate: 48_000, seconds: 4)
    for part in [0.5, 0.8, 0.99] {
      let path = try folder.write(whole[..<Int(Double(whole.count) * part)], to: "cut")
      let file = try await DecodedFile(path: path)
      #expect(file.result.status == .truncated, "\(part)")
      #expect(file.kinds == [.truncated])
      #expect(file.result.frameCount < block.frameCount)
    }
  }

  @Test func aCutWAVSaysHowMuchIsMissing() async throws {
    let (_, whole) = try TestSound.write(to: folder, "a", as: .wav)
    let path = try folder.write(whole[..<(whole.count / 3)], to: "cut")
    let file = try await DecodedFile(path: path)
    #expect(file.result.issues.first?.detail.contains("1.0 s of 1.5 s") == true)
    #expect(file.result.issues.first?.severity == .error)
  }

  /// Where the length of the chunk of samples stands.
  static func lengthField(in bytes: [UInt8], behind name: String = "data") throws -> Range<Int> {
    let place = try #require(
      bytes.indices.first { bytes[$0...].starts(with: Array(name.utf8)) })
    return place + 4..<place + 8
  }

  @Test func aStreamedWAVThatDoesNotKnowItsLengthIsWhole() async throws {
    let (block, whole) = try TestSound.write(to: folder, "a", as: .wav)
    var bytes = whole
    bytes.replaceSubrange(
      try Self.lengthField(in: whole), with: repeatElement(0xFF, count: 4))
    let file = try await DecodedFile(path: try folder.write(bytes, to: "b"))
    #expect(file.result.status == .ok && file.result.issues.isEmpty)
    #expect(file.result.frameCount == block.frameCount)
  }

  /// ffmpeg writes its lengths when it is done, for which a pipe gives it no way back.
  @Test func anRF64ThatWasWrittenIntoAPipeIsWhole() async throws {
    let (block, whole) = try TestSound.write(to: folder, "a", as: .wav)
    let field = try Self.lengthField(in: whole)
    let ones = [UInt8](repeating: 0xFF, count: 4)
    let sizes = Array("ds64".utf8) + [28, 0, 0, 0] + [UInt8](repeating: 0, count: 28)
    let bytes =
      Array("RF64".utf8) + ones + whole[8..<12] + sizes + whole[12..<field.lowerBound]
      + ones + whole[field.upperBound...]
    let file = try await DecodedFile(path: try folder.write(bytes, to: "b"))
    #expect(file.result.status == .ok && file.kinds == [.wrongLength])
    #expect(file.result.frameCount == block.frameCount)
  }

  // What mpg123, or a recorder that was killed, leaves there; LAME; SoX.
  @Test(arguments: [0, 0x7FFF_FFFF, 0x7FFF_EFFC, 0x7F00_0008] as [UInt32])
  func aLengthThatWasNeverFilledInCostsNoSamples(length: UInt32) async throws {
    for (encoding, name) in [(AudioFileEncoding.wav, "data"), (.wav24, "data"), (.aiff, "SSND")] {
      let (block, whole) = try TestSound.write(to: folder, "a", as: encoding)
      var bytes = whole
      let stored = name == "data" ? length.littleEndian : length.bigEndian
      withUnsafeBytes(of: stored) { stored in
        if let field = try? Self.lengthField(in: whole, behind: name) {
          bytes.replaceSubrange(field, with: stored)
        }
      }
      let file = try await DecodedFile(path: try folder.write(bytes, to: "b"))
      #expect(file.result.status == .ok && file.kinds == [.wrongLength])
      #expect(file.result.frameCount == block.frameCount)
    }
  }

  @Test(arguments: [AudioFileEncoding.flac, .vorbis, .opus])
  func junkInTheMiddleIsDamage(encoding: AudioFileEncoding) async throws {
    let (_, whole) = try TestSound.write(to: folder, "a", as: encoding, rate: 48_000, seconds: 4)
    var generator = SeededGenerator(seed: 7)
    let middle = whole.count / 2
    let path = try folder.write(
      whole[..<middle] + generator.bytes(9000) + whole[middle...], to: "junk")
    let file = try await DecodedFile(path: path)
    #expect(file.result.status != .ok && !file.result.issues.isEmpty)
    #expect(file.result.bitrateInKilobits == nil || file.result.status == .truncated)
  }

  @Test func aChangedBitInAnOggPageIsDamage() async throws {
    let (_, whole) = try TestSound.write(to: folder, "a", as: .vorbis, seconds: 4)
    var bytes = whole
    bytes[bytes.count / 2] ^= 1
    let file = try await DecodedFile(path: try folder.write(bytes, to: "b"))
    #expect(file.result.status == .damaged && file.kinds.first == .corruptData)
  }

  @Test func nonsenseInAFloatFileIsSilenced() async throws {
    let format = AudioFormat(sampleRate: 44_100, channelCount: 1)
    for value in [Float.infinity, -.infinity, .nan, 1e9] {
      var samples = [Float](repeating: 0.5, count: 3000)
      var writer = try AudioFileWriter(
        path: folder.path(of: "a"), format: format, encoding: .wav)
      try writer.write(AudioBlock(format: format, channels: [samples]))
      try writer.finish()
      var bytes = try folder.bytes(of: "a")
      withUnsafeBytes(of: value.bitPattern.littleEndian) {
        bytes.replaceSubrange(bytes.count - 4 * 2000..<bytes.count - 4 * 1999, with: $0)
      }
      let file = try await DecodedFile(path: try folder.write(bytes, to: "b"))
      samples.replaceSubrange(576..<1152, with: repeatElement(0, count: 576))
      #expect(file.channels == [samples])
      #expect(file.result.status == .damaged && file.kinds == [.corruptData])
      #expect(file.result.issues.first?.range == TimeRange(start: 576 / 44_100, end: 1152 / 44_100))
    }
  }

  @Test func samplesBehindTheChunkOfSamplesAreNotPassedOver() async throws {
    let (_, whole) = try TestSound.write(to: folder, "a", as: .wav)
    var bytes = whole
    let field = try Self.lengthField(in: whole)
    withUnsafeBytes(of: UInt32(80_000).littleEndian) { bytes.replaceSubrange(field, with: $0) }
    let file = try await DecodedFile(path: try folder.write(bytes, to: "b"))
    #expect(file.result.frameCount == 10_000)
    #expect(file.result.status == .damaged && file.kinds == [.trailingData])
    #expect(file.result.issues.first?.detail.contains("1.3 s") == true)
  }

  @Test func whatIsNoSampleBehindThemIsNoDamage() async throws {
    let (block, whole) = try TestSound.write(to: folder, "a", as: .wav24, channelCount: 1)
    #expect(block.frameCount % 2 == 0)
    let list = Array("LIST".utf8) + [4, 0, 0, 0] + Array("INFO".utf8)
    for chunks in [list, list + list, [0] + list, Array(list.dropLast())] {
      let file = try await DecodedFile(path: try folder.write(whole + chunks, to: "b"))
      #expect(file.result.status == .ok && file.result.issues.isEmpty)
    }
    let tag = Array("TAG".utf8) + [UInt8](repeating: 0, count: 125)
    let file = try await DecodedFile(path: try folder.write(whole + tag, to: "b"))
    #expect(file.result.status == .ok && file.kinds == [.trailingData])
    #expect(file.result.frameCount == block.frameCount)
  }

  @Test(arguments: [1, 999, 768_001, 100_000_000, 2_147_483_647] as [UInt32])
  func aSampleRateThatNoSongHasIsRefused(rate: UInt32) async throws {
    let (_, whole) = try TestSound.write(to: folder, "a", as: .wav, seconds: 0.2)
    var bytes = whole
    // RIFF, its size, WAVE, `fmt ` and its size are 20 bytes; the rate stands behind two fields more.
    withUnsafeBytes(of: rate.littleEndian) { bytes.replaceSubrange(24..<28, with: $0) }
    let path = try folder.write(bytes, to: "b")
    await #expect {
      _ = try await DecodedFile(path: path)
    } throws: { error in
      (error as? AudioFileError)?.code == .unsupported
        && (error as? AudioFileError)?.detail.contains("\(rate) Hz") == true
    }
  }

  @Test(arguments: [AudioFileEncoding.wav, .wav24, .aiff, .vorbis, .opus, .flac])
  func aSecondFileBehindTheFirstIsNotPassedOver(encoding: AudioFileEncoding) async throws {
    let (block, one) = try TestSound.write(to: folder, "a", as: encoding, rate: 48_000)
    let (_, other) = try TestSound.write(to: folder, "b", as: encoding, rate: 48_000, seconds: 1)
    for files in [one + other, one + one, one + other + one] as [[UInt8]] {
      let file = try await DecodedFile(path: try folder.write(files, to: "c"))
      #expect(file.result.frameCount == block.frameCount)
      #expect(file.result.status == .damaged && file.kinds == [.joined])
      #expect(file.result.issues.first?.range.start == file.result.duration)
      #expect(file.result.issues.first?.detail.contains("left out") == true)
      #expect(file.result.bitrateInKilobits == nil)
    }
  }

  @Test(arguments: [AudioFileEncoding.flac, .vorbis, .opus])
  func bytesBehindTheEndAreToldAndNotCounted(encoding: AudioFileEncoding) async throws {
    let (block, whole) = try TestSound.write(to: folder, "a", as: encoding, rate: 48_000)
    let sound = try await DecodedFile(path: folder.path(of: "a"))
    var generator = SeededGenerator(seed: 9)
    let path = try folder.write(whole + generator.bytes(100_000), to: "b")
    let file = try await DecodedFile(path: path)
    #expect(file.result.status == .ok && file.kinds == [.trailingData])
    #expect(file.result.frameCount == block.frameCount)
    // The library reads a FLAC file some kilobytes ahead.
    let (rate, trueRate) = (file.result.bitrateInKilobits, sound.result.bitrateInKilobits)
    #expect(try abs(#require(rate) / #require(trueRate) - 1) < 0.05)
  }

  @Test func whatHasOnlyAHeaderIsCorrupt() async throws {
    for encoding in [AudioFileEncoding.wav, .flac, .vorbis, .mp3(kilobitsPerSecond: 64)] {
      let (_, whole) = try TestSound.write(to: folder, "a", as: encoding, seconds: 0.2)
      let path = try folder.write(whole[..<44], to: "b")
      await #expect {
        _ = try await DecodedFile(path: path)
      } throws: { error in
        let code = (error as? AudioFileError)?.code
        return code == .corrupt || code == .notAudio || code == .unsupported
      }
    }
  }
}
