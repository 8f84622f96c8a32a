import AudioModel
import Foundation
import TestSupport
import Testing

@testable import AudioDecoding

/// AAC, through the ffmpeg program; where that is missing, only its absence is tested.
@Suite struct AACTests {
  static let isInstalled = !(ProcessInfo.processInfo.environment["PATH"] ?? "").split(
    separator: ":"
  )
  .allSatisfy { !FileManager.default.isExecutableFile(atPath: "\($0)/ffmpeg") }

  static let needsFFmpeg: Comment =
    "ffmpeg is not on the PATH, so that AAC can neither be made nor read"

  let folder: TemporaryFolder
  let block: AudioBlock

  init() throws {
    folder = try TemporaryFolder()
    (block, _) = try TestSound.write(to: folder, "a.wav", as: .wav, seconds: 3)
  }

  /// Encodes the sound with ffmpeg.
  func encode(_ name: String, _ options: [String] = []) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", folder.path(of: "a.wav"), "-c:a", "aac"]
      + options + [folder.path(of: name)]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return try folder.bytes(of: name)
  }

  @Test(.enabled(if: isInstalled, needsFFmpeg))
  func anM4AKeepsEachFrameInItsPlace() async throws {
    _ = try encode("a.m4a")
    let file = try await DecodedFile(path: folder.path(of: "a.m4a"))
    #expect(file.result.status == .ok && file.result.codec == "aac")
    #expect(file.result.format == block.format)
    #expect((block.frameCount..<block.frameCount + 1024).contains(file.result.frameCount))
    #expect(TestSound.lag(of: file.channels[0], behind: block.channels[0]) == 0)
    #expect(abs((file.result.bitrateInKilobits ?? 0) - 128) < 20)
  }

  @Test(.enabled(if: isInstalled, needsFFmpeg))
  func bareAACIsDecodedUnderAnyName() async throws {
    let bytes = try encode("a.aac")
    let path = try folder.write(bytes, to: "b.mp3")
    #expect(try AudioFile(path: path).kind == .adts)
    let file = try await DecodedFile(path: path)
    #expect(file.result.status == .ok && file.result.codec == "aac")
    #expect(abs(file.result.frameCount - block.frameCount) < 3 * 1024)
  }

  @Test(.enabled(if: isInstalled, needsFFmpeg))
  func aQuickTimeFileIsDecodedToo() async throws {
    _ = try encode("a.mov")
    let file = try await DecodedFile(path: folder.path(of: "a.mov"))
    #expect(file.result.status == .ok && file.result.codec == "aac")
    #expect((block.frameCount..<block.frameCount + 1024).contains(file.result.frameCount))
  }

  @Test(.enabled(if: isInstalled, needsFFmpeg))
  func moreChannelsThanASongHasAreRefused() async throws {
    _ = try TestSound.write(to: folder, "a.wav", as: .wav, channelCount: 33)
    _ = try encode("a.mov", ["-c:a", "pcm_s16le"])
    let path = folder.path(of: "a.mov")
    await #expect {
      _ = try await DecodedFile(path: path)
    } throws: { error in
      (error as? AudioFileError)?.code == .unsupported
        && (error as? AudioFileError)?.detail.contains("33 channels") == true
    }
  }

  @Test(.enabled(if: isInstalled, needsFFmpeg))
  func aCutFileIsTruncatedOrAnError() async throws {
    let fast = try encode("a.m4a", ["-movflags", "+faststart"])
    let file = try await DecodedFile(path: try folder.write(fast[..<(fast.count / 2)], to: "b"))
    #expect(file.result.status == .truncated && file.kinds.contains(.truncated))
    let missing = file.result.issues.first { $0.kind == .truncated }
    #expect(missing?.detail.contains("1.5 s are missing") == true, "\(missing?.detail ?? "")")

    let adts = try encode("a.aac")
    let bare = try await DecodedFile(path: try folder.write(adts[..<(adts.count / 2)], to: "b"))
    #expect(bare.result.status == .truncated)

    let late = try encode("b.m4a")
    let path = try folder.write(late[..<(late.count / 2)], to: "b")
    await #expect {
      _ = try await DecodedFile(path: path)
    } throws: { error in
      (error as? AudioFileError)?.code == .corrupt
        && (error as? AudioFileError)?.detail.contains("fetch it again") == true
    }
  }

  @Test(.enabled(if: isInstalled, needsFFmpeg))
  func aSecondFileBehindTheFirstIsNotPassedOver() async throws {
    let bytes = try encode("a.m4a")
    let file = try await DecodedFile(path: try folder.write(bytes + bytes, to: "b"))
    #expect(file.result.status == .damaged && file.kinds == [.joined])
    #expect(abs((file.result.bitrateInKilobits ?? 0) - 128) < 20)
  }

  @Test(.enabled(if: isInstalled, needsFFmpeg))
  func aTagAtTheEndIsNoCut() async throws {
    let bytes = try encode("a.m4a")
    let tag = Array("TAGTitle".utf8) + [UInt8](repeating: 0x20, count: 120)
    let file = try await DecodedFile(path: try folder.write(bytes + tag, to: "b"))
    #expect(file.result.status == .ok && file.kinds == [.trailingData])
  }

  @Test(.enabled(if: isInstalled, needsFFmpeg))
  func changedBitsAreDamage() async throws {
    var bytes = try encode("a.aac")
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<60 {
      let index = Int.random(in: 2000..<bytes.count, using: &generator)
      bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    }
    let file = try await DecodedFile(path: try folder.write(bytes, to: "b"))
    #expect(file.result.status == .damaged && file.peak <= 8)
    // No address in memory and no path: the same file gives the same words.
    #expect(file.result.issues.allSatisfy { !$0.detail.contains("0x") })
  }

  @Test(.enabled(if: isInstalled, needsFFmpeg))
  func aDamagedMP4HasNoBitRate() async throws {
    var bytes = try encode("a.m4a")
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<60 {
      let index = Int.random(in: 2000..<40_000, using: &generator)
      bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    }
    let file = try await DecodedFile(path: try folder.write(bytes, to: "b"))
    #expect(file.result.status == .damaged && file.result.bitrateInKilobits == nil)
  }

  @Test(.enabled(if: isInstalled, needsFFmpeg))
  func anMP4ThatGivesLessThanItClaimsIsDamaged() async throws {
    var bytes = try encode("a.m4a")
    // Without the box that tells the clock of its track, ffmpeg gives a few frames and no complaint.
    let name = try #require(
      bytes.indices.first { bytes[$0...].starts(with: Array("mdhd".utf8)) })
    bytes.replaceSubrange(name..<name + 4, with: Array("free".utf8))
    let file = try await DecodedFile(path: try folder.write(bytes, to: "b"))
    #expect(file.result.duration < 1.5)
    #expect(file.result.status == .damaged && file.result.bitrateInKilobits == nil)
  }

  @Test(.enabled(if: isInstalled, needsFFmpeg))
  func eightChannelsHaveTheirSidesLast() async throws {
    _ = try encode("a.m4a", ["-ac", "8"])
    let file = try await DecodedFile(path: folder.path(of: "a.m4a"))
    #expect(file.result.status == .ok)
    #expect(
      file.result.format.channels == [
        .left, .right, .center, .lowFrequency, .left, .right, .leftSurround, .rightSurround,
      ])
  }

  @Test(.enabled(if: isInstalled, needsFFmpeg))
  func anErrorInTheConsumerEndsFFmpeg() async throws {
    struct Enough: Error {}
    _ = try encode("a.m4a")
    let file = try AudioFile(path: folder.path(of: "a.m4a"))
    await #expect(throws: Enough.self) {
      _ = try await file.decode { _ in
        0
      } each: { _, _ in
        throw Enough()
      }
    }
  }

  @Test(.enabled(if: isInstalled, needsFFmpeg))
  func aPathThatLooksLikeAnOptionOrAProtocolIsAFile() async throws {
    let bytes = try encode("a.m4a")
    for name in ["-i.m4a", "http:x", "concat:a|b", "a%03d.m4a", "ü ' \" $(x).m4a"] {
      let path = try folder.write(bytes, to: name)
      #expect(try await DecodedFile(path: path).result.status == .ok)
    }
  }

  @Test(.enabled(if: isInstalled, needsFFmpeg))
  func withoutFFmpegTheErrorSaysWhatToInstall() async throws {
    _ = try encode("a.m4a")
    var file = try AudioFile(path: folder.path(of: "a.m4a"))
    file.searchPath = folder.path
    await #expect {
      _ = try await DecodedFile(file)
    } throws: { error in
      (error as? AudioFileError)?.code == .decoderMissing
        && (error as? AudioFileError)?.detail.contains("apt install ffmpeg") == true
    }
  }
}
