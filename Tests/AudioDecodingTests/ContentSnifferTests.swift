import AudioDecoding
import AudioModel
import Foundation
import TestSupport
import Testing

/// What a file is, is told by its bytes; its name is always that of an MP3 here.
@Suite struct ContentSnifferTests {
  struct Foreign: CustomTestStringConvertible {
    let bytes: [UInt8]
    let code: AudioFileError.Code
    let words: String
    var testDescription: String { words }

    init(_ text: String, _ code: AudioFileError.Code, _ words: String) {
      self.init(Array(text.utf8), code, words)
    }

    init(_ bytes: [UInt8], _ code: AudioFileError.Code, _ words: String) {
      self.bytes = bytes
      self.code = code
      self.words = words
    }
  }

  static let noise: [UInt8] = {
    var generator = SeededGenerator(seed: 1)
    return generator.bytes(50_000)
  }()

  /// Soft noise in samples of 24 bits: their upper bytes are 0 or 255, as in a free-format header.
  static let quietSamples: [UInt8] = {
    var generator = SeededGenerator(seed: 2)
    return (0..<100_000).flatMap { _ in
      let sample = Int.random(in: -1000..<1000, using: &generator)
      return [0, 8, 16].map { UInt8(truncatingIfNeeded: sample >> $0) }
    }
  }()

  static let foreign: [Foreign] = [
    Foreign(
      "<!DOCTYPE html><html><body>Sign in</body></html>", .notAudio,
      "HTML page, not audio; the download link may have expired"),
    Foreign("\n <html lang='en'>", .notAudio, "HTML page"),
    Foreign("<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", .notAudio, "XML text"),
    Foreign("{\"error\": \"expired\"}", .notAudio, "JSON text"),
    Foreign("[{\"id\": 1}]", .notAudio, "JSON text"),
    Foreign("Größe: 1\n", .notAudio, "this is plain text, not audio"),
    Foreign("[Verse]\nThe harbour lights are low\n", .notAudio, "plain text"),
    Foreign("#EXTM3U\nhttp://x/y", .notAudio, "playlist"),
    Foreign([0xFF, 0xD8, 0xFF, 0xE0] + noise, .notAudio, "JPEG picture"),
    Foreign([0x89, 0x50, 0x4E, 0x47] + noise, .notAudio, "PNG picture"),
    Foreign("GIF89a", .notAudio, "GIF picture"),
    Foreign([0x50, 0x4B, 3, 4] + noise, .notAudio, "ZIP archive"),
    Foreign("%PDF-1.7", .notAudio, "PDF document"),
    Foreign([0x1A, 0x45, 0xDF, 0xA3] + noise, .unsupported, "Matroska"),
    Foreign([], .empty, "file is empty"),
    Foreign([0xFF], .notAudio, "not audio of any kind"),
    Foreign(
      Array("ID3\u{3}\0\0\0\0\u{7}\u{7F}".utf8) + [UInt8](repeating: 0, count: 1023), .empty,
      "no audio behind it"),
    Foreign(Array("ID3\u{3}\0\0\0\u{7F}\u{7}\u{7F}".utf8) + noise, .empty, "no audio behind it"),
    Foreign([UInt8](repeating: 0, count: 70_000), .empty, "all bytes of this file are zero"),
    Foreign(noise, .notAudio, "not audio of any kind"),
    Foreign(quietSamples, .notAudio, "not audio of any kind"),
  ]

  @Test(arguments: foreign)
  func whatIsNoAudioIsNamed(_ foreign: Foreign) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(foreign.bytes, to: "x.mp3")
    #expect {
      _ = try AudioFile(path: path)
    } throws: { error in
      guard let error = error as? AudioFileError else { return false }
      return error.code == foreign.code && error.path == path
        && error.description.hasPrefix("\(path): ") && error.detail.contains(foreign.words)
    }
  }

  @Test func pathsThatAreNoFilesAreErrors() throws {
    let folder = try TemporaryFolder()
    for (path, code) in [
      (folder.path, AudioFileError.Code.isDirectory), (folder.path(of: "none.mp3"), .notFound),
      ("/dev/null", .cannotOpen), ("", .notFound),
    ] {
      #expect {
        _ = try AudioFile(path: path)
      } throws: {
        ($0 as? AudioFileError)?.code == code
      }
    }
  }

  @Test func aPathIsNotReadAsAnother() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([0], to: "song.wav")
    for (path, words) in [
      (path + "\0.mp3", "there is no such file"), ("", "the path is empty"),
      (folder.path(of: "\u{FFFD}.wav"), "its name is not UTF-8"),
    ] {
      #expect {
        _ = try AudioFile(path: path)
      } throws: { error in
        guard let error = error as? AudioFileError else { return false }
        return error.code == .notFound && error.detail.contains(words)
      }
    }
  }

  @Test(arguments: [
    (AudioFileEncoding.wav, AudioFileKind.wave), (.aiff, .aiff), (.flac, .flac), (.vorbis, .ogg),
    (.mp3(kilobitsPerSecond: 64), .mpeg),
  ])
  func theExtensionIsNotTrusted(encoding: AudioFileEncoding, kind: AudioFileKind) async throws {
    let folder = try TemporaryFolder()
    let (block, _) = try TestSound.write(to: folder, "x.jpeg", as: encoding, seconds: 0.3)
    #expect(try AudioFile(path: folder.path(of: "x.jpeg")).kind == kind)
    let file = try await DecodedFile(path: folder.path(of: "x.jpeg"))
    #expect(file.result.frameCount == block.frameCount)
  }

  @Test func codesHaveStableNames() {
    #expect(AudioFileError.Code.notAudio.name == "notAudio")
    #expect("\(AudioFileError.Code.decoderMissing)" == "decoderMissing")
  }
}
