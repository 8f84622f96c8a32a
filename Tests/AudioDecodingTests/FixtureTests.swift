import AudioDecoding
import AudioModel
import Foundation
import Testing

/// Files that our own writer cannot make; `Fixtures/README.md` says how they were made.
@Suite struct FixtureTests {
  static func path(_ name: String, extension: String = "mp3") throws -> String {
    try #require(
      Bundle.module.url(forResource: name, withExtension: `extension`, subdirectory: "Fixtures")
    ).path
  }

  @Test(arguments: [
    ("stereo-44kHz-variable-rate", 66_150), ("stereo-44kHz-checksums", 66_150),
    ("stereo-44kHz-free-format", 66_150),
    // Layer II has no tag, so that its last frame stays filled up.
    ("mono-44kHz-layer-2", 58 * 1152),
  ])
  func rareFormsAreDecodedWhole(name: String, frameCount: Int) async throws {
    let file = try await DecodedFile(path: Self.path(name))
    #expect(file.result.status == .ok && file.result.issues.isEmpty)
    #expect(file.result.frameCount == frameCount)
    #expect(file.result.codec == (name.contains("layer-2") ? "mp2" : "mp3"))
    #expect(file.peak > 0.2 && file.peak < 1)
  }

  @Test func freeFormatHasABitRate() async throws {
    let result = try await DecodedFile(path: Self.path("stereo-44kHz-free-format")).result
    #expect(abs((result.bitrateInKilobits ?? 0) - 200) < 0.5)
  }

  @Test func theTruncatedOneSaysSo() async throws {
    let file = try await DecodedFile(path: Self.path("mono-8kHz-truncated"))
    #expect(file.result.status == .truncated && file.kinds == [.truncated])
    #expect(file.result.format == AudioFormat(sampleRate: 8_000, channelCount: 1))
    #expect(file.result.issues.first?.detail.contains("of 1.5 s") == true)
  }

  @Test func aFramesOwnChecksumTellsWhereTheDamageIs() async throws {
    var bytes = [UInt8](
      try Data(contentsOf: URL(fileURLWithPath: Self.path("stereo-44kHz-checksums"))))
    // At 96 kbit/s a frame has 313 or 314 bytes. Behind the header and the CRC of the 31st lies its
    // side information.
    var offset = 0
    for _ in 0..<30 { offset += 313 + Int(bytes[offset + 2] >> 1 & 1) }
    bytes[offset + 20] ^= 1
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("segue-\(UUID().uuidString).mp3")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let file = try await DecodedFile(path: url.path)
    let issue = try #require(file.result.issues.first)
    #expect(file.result.status == .damaged && file.kinds == [.checksum])
    let start = Double(29 * 1152 - 576 - 529) / 44_100
    #expect(abs(issue.range.start - start) < 0.001)
    #expect(abs(issue.range.duration - 1152 / 44_100) < 0.001)
  }

  @Test func aFLACInOggIsDecodedOrRefusedByItsName() async throws {
    let path = try Self.path("mono-8kHz-flac", extension: "ogg")
    do {
      let file = try await DecodedFile(path: path)
      #expect(file.result.codec == "flac" && file.result.frameCount == 4000)
    } catch let error as AudioFileError {
      #expect(error.code == .unsupported && error.detail.contains("FLAC inside Ogg"))
    }
  }
}
