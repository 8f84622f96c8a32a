import AudioDecoding
import AudioModel
import Foundation
import TestSupport
import Testing

/// What an `AudioFileWriter` leaves on the disk; that the sound is right is shown by reading it.
@Suite struct AudioFileWriterTests {
  static let stereo = AudioFormat(sampleRate: 44_100, channelCount: 2)

  static func block(seconds: Double, format: AudioFormat = stereo) -> AudioBlock {
    let frames = Int(seconds * format.sampleRate)
    let tone = (0..<frames).map { Float(0.5 * sin(2 * .pi * 440 * Double($0) / format.sampleRate)) }
    return AudioBlock(
      format: format, channels: Array(repeating: tone, count: format.channelCount))
  }

  @Test(arguments: [
    (AudioFileEncoding.wav, "RIFF"), (.wav24, "RIFF"), (.aiff, "FORM"), (.flac, "fLaC"),
    (.vorbis, "OggS"),
  ])
  func everyContainerBeginsWithItsMagic(encoding: AudioFileEncoding, magic: String) throws {
    let folder = try TemporaryFolder()
    var writer = try AudioFileWriter(
      path: folder.path(of: "a.bin"), format: Self.stereo, encoding: encoding)
    try writer.write(Self.block(seconds: 0.1))
    try writer.finish()
    #expect(try folder.bytes(of: "a.bin").prefix(4).elementsEqual(magic.utf8))
    #expect(try folder.names() == ["a.bin"])
  }

  @Test func theFileAppearsOnlyWhenFinished() throws {
    let folder = try TemporaryFolder()
    try folder.write("older".utf8, to: "a.wav")
    var writer = try AudioFileWriter(
      path: folder.path(of: "a.wav"), format: Self.stereo, encoding: .wav)
    try writer.write(Self.block(seconds: 0.1))
    #expect(try folder.bytes(of: "a.wav").elementsEqual("older".utf8))
    try writer.finish()
    #expect(try folder.bytes(of: "a.wav").count > 30_000)
  }

  @Test func aWriterThatIsDroppedLeavesNothing() throws {
    let folder = try TemporaryFolder()
    do {
      var writer = try AudioFileWriter(
        path: folder.path(of: "a.flac"), format: Self.stereo, encoding: .flac)
      try writer.write(Self.block(seconds: 0.1))
    }
    #expect(try folder.names() == [])
  }

  @Test func aMissingFolderCannotBeWritten() {
    #expect {
      _ = try AudioFileWriter(path: "/no/such/folder/a.wav", format: Self.stereo, encoding: .wav)
    } throws: {
      ($0 as? AudioFileError)?.code == .cannotWrite
    }
  }

  @Test func aFolderIsNotReplacedByAFile() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path(of: "a.wav"), withIntermediateDirectories: false)
    let writer = try AudioFileWriter(
      path: folder.path(of: "a.wav"), format: Self.stereo, encoding: .wav)
    do {
      try writer.finish()
      Issue.record("a folder was replaced")
    } catch {
      #expect(error.code == .cannotWrite)
    }
    #expect(try folder.names() == ["a.wav"])
  }

  @Test(arguments: [(44_100.0, 6), (96_000.0, 2), (44_100.5, 2)])
  func whatMP3CannotHoldIsUnsupportedAndWhatCanIsTold(rate: Double, channelCount: Int) throws {
    let folder = try TemporaryFolder()
    #expect {
      _ = try AudioFileWriter(
        path: folder.path(of: "a.mp3"),
        format: AudioFormat(sampleRate: rate, channelCount: channelCount),
        encoding: .mp3(kilobitsPerSecond: 96))
    } throws: {
      let error = $0 as? AudioFileError
      return error?.code == .unsupported && error?.detail.contains("write .wav or .flac") == true
    }
    #expect(try folder.names() == [])
  }

  @Test(arguments: [
    (44_100.0, 80), (44_100, 96), (48_000, 128), (32_000, 320), (22_050, 64), (8_000, 24),
  ])
  func anMP3HasTheBitRateAskedFor(rate: Double, kilobitsPerSecond: Int) throws {
    let folder = try TemporaryFolder()
    let format = AudioFormat(sampleRate: rate, channelCount: 2)
    var writer = try AudioFileWriter(
      path: folder.path(of: "a.mp3"), format: format,
      encoding: .mp3(kilobitsPerSecond: kilobitsPerSecond))
    let seconds = 2.0
    try writer.write(Self.block(seconds: seconds, format: format))
    try writer.finish()
    let bytes = try folder.bytes(of: "a.mp3").count
    // The tag's frame, the encoder's delay and the padding add up to five frames of 72 ms at most.
    let expected = Double(kilobitsPerSecond) * 125 * seconds
    #expect(Double(bytes) > expected && Double(bytes) < expected * (1 + 5 * 0.072 / seconds))
  }

  @Test func theSameSamplesGiveTheSameBytes() throws {
    let folder = try TemporaryFolder()
    for encoding in [AudioFileEncoding.wav, .flac, .mp3(kilobitsPerSecond: 96)] {
      var versions: [[UInt8]] = []
      for name in ["a", "b"] {
        var writer = try AudioFileWriter(
          path: folder.path(of: name), format: Self.stereo, encoding: encoding)
        try writer.write(Self.block(seconds: 0.2))
        try writer.finish()
        versions.append(try folder.bytes(of: name))
      }
      #expect(versions[0] == versions[1])
    }
  }
}
