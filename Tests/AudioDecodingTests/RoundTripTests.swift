import AudioDecoding
import AudioModel
import Foundation
import TestSupport
import Testing

/// What the writer writes, the reader gives back.
@Suite struct RoundTripTests {
  @Test func floatsInAWAVComeBackBitForBit() async throws {
    let folder = try TemporaryFolder()
    let format = AudioFormat(sampleRate: 48_000, channelCount: 2)
    var writer = try AudioFileWriter(
      path: folder.path(of: "a"), format: format, encoding: .wav)
    let values: [Float] = [0, -0.0, 1, -1, 3.5, .leastNonzeroMagnitude, 0.1, -7.99]
    try writer.write(AudioBlock(format: format, channels: [values, values.reversed()]))
    try writer.write(AudioBlock(format: format))
    try writer.finish()
    let file = try await DecodedFile(path: folder.path(of: "a"))
    #expect(file.channels[0].map(\.bitPattern) == values.map(\.bitPattern))
    #expect(file.channels[1].map(\.bitPattern) == values.reversed().map(\.bitPattern))
    #expect(file.result.status == .ok && file.result.issues.isEmpty)
    #expect(file.result.codec == "pcm_f32" && file.result.bitrateInKilobits == nil)
  }

  @Test(arguments: [
    (AudioFileEncoding.wav24, "pcm_s24"), (.aiff, "pcm_s24"), (.flac, "flac"),
  ])
  func integersComeBackWithinHalfAStep(encoding: AudioFileEncoding, codec: String) async throws {
    let folder = try TemporaryFolder()
    let (block, _) = try TestSound.write(to: folder, "a", as: encoding)
    let file = try await DecodedFile(path: folder.path(of: "a"))
    #expect(file.result.status == .ok && file.result.codec == codec)
    #expect(file.result.frameCount == block.frameCount)
    let step: Float = 0x1p-23
    #expect(zip(file.channels[1], block.channels[1]).allSatisfy { abs($0 - $1) <= step })
  }

  @Test func integersAreClippedAndDoNotWrapAround() async throws {
    let folder = try TemporaryFolder()
    let format = AudioFormat(sampleRate: 44_100, channelCount: 1)
    for encoding in [AudioFileEncoding.wav24, .aiff, .flac] {
      var writer = try AudioFileWriter(
        path: folder.path(of: "a"), format: format, encoding: encoding)
      try writer.write(AudioBlock(format: format, channels: [[1.5, -1.5, 0.5, -0.5]]))
      try writer.finish()
      let samples = try await DecodedFile(path: folder.path(of: "a")).channels[0]
      #expect(samples.map { ($0 * 1000).rounded() } == [1000, -1000, 500, -500])
    }
  }

  @Test(arguments: [
    (44_100.0, 2, 96), (44_100, 1, 64), (48_000, 2, 320), (32_000, 2, 128), (22_050, 2, 64),
    (16_000, 1, 48), (8_000, 1, 24),
  ])
  func anMP3KeepsEachFrameInItsPlace(
    rate: Double, channelCount: Int, kilobitsPerSecond: Int
  ) async throws {
    let folder = try TemporaryFolder()
    let (block, _) = try TestSound.write(
      to: folder, "a", as: .mp3(kilobitsPerSecond: kilobitsPerSecond), rate: rate,
      channelCount: channelCount)
    let file = try await DecodedFile(path: folder.path(of: "a"))
    #expect(file.result.status == .ok && file.result.issues.isEmpty)
    #expect(file.result.format == block.format && file.result.codec == "mp3")
    #expect(file.result.frameCount == block.frameCount)
    #expect(file.channels[0].count == block.frameCount)
    #expect(file.result.bitrateInKilobits == Double(kilobitsPerSecond))
    #expect(TestSound.lag(of: file.channels[0], behind: block.channels[0]) == 0)
  }

  @Test(arguments: [(AudioFileEncoding.vorbis, "vorbis", 44_100.0), (.opus, "opus", 48_000)])
  func oggKeepsEachFrameInItsPlace(
    encoding: AudioFileEncoding, codec: String, rate: Double
  ) async throws {
    let folder = try TemporaryFolder()
    let (block, _) = try TestSound.write(to: folder, "a", as: encoding, rate: rate)
    let file = try await DecodedFile(path: folder.path(of: "a"))
    #expect(file.result.status == .ok && file.result.codec == codec)
    #expect(file.result.frameCount == block.frameCount)
    #expect(TestSound.lag(of: file.channels[0], behind: block.channels[0]) == 0)
    #expect((file.result.bitrateInKilobits ?? 0) > 16)
  }

  @Test func allBlocksButTheLastAreFull() async throws {
    let folder = try TemporaryFolder()
    for encoding in [AudioFileEncoding.wav, .mp3(kilobitsPerSecond: 96)] {
      let (block, _) = try TestSound.write(to: folder, "a", as: encoding)
      let file = try await DecodedFile(path: folder.path(of: "a"))
      let (full, rest) = block.frameCount.quotientAndRemainder(dividingBy: AudioFile.blockCapacity)
      #expect(
        file.blockLengths == Array(repeating: AudioFile.blockCapacity, count: full) + [rest])
    }
  }

  @Test(arguments: 1...6)
  func channelsKeepTheirOrder(count: Int) async throws {
    let folder = try TemporaryFolder()
    let format = AudioFormat(sampleRate: 44_100, channelCount: count)
    var writer = try AudioFileWriter(
      path: folder.path(of: "a"), format: format, encoding: .wav)
    let values = (0..<count).map { [Float($0), Float($0) / 10] }
    try writer.write(AudioBlock(format: format, channels: values))
    try writer.finish()
    let file = try await DecodedFile(path: folder.path(of: "a"))
    #expect(file.channels == values && file.result.format == format)
  }

  @Test func aMillionthOfASecondIsASong() async throws {
    let folder = try TemporaryFolder()
    let format = AudioFormat(sampleRate: 44_100, channelCount: 1)
    for encoding in [AudioFileEncoding.wav, .flac, .mp3(kilobitsPerSecond: 64)] {
      var writer = try AudioFileWriter(
        path: folder.path(of: "a"), format: format, encoding: encoding)
      try writer.write(AudioBlock(format: format, channels: [[0.25]]))
      try writer.finish()
      #expect(try await DecodedFile(path: folder.path(of: "a")).result.frameCount == 1)
    }
  }

  @Test func cancellationEndsTheDecoding() async throws {
    let folder = try TemporaryFolder()
    _ = try TestSound.write(to: folder, "a", as: .wav)
    let file = try AudioFile(path: folder.path(of: "a"))
    let task = Task {
      try await file.decode { _ in
        0
      } each: { count, _ in
        count += 1
        withUnsafeCurrentTask { $0?.cancel() }
      }
    }
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }
}
