import Foundation
import TestSupport
import Testing

@testable import SongRuns

@Suite struct LyricsFileTests {
  private func text(of bytes: some Sequence<UInt8>) throws -> String {
    let folder = try TemporaryFolder()
    return try LyricsFile.text(at: folder.write(Array(bytes), to: "lyrics.txt"))
  }

  @Test func whatEditorsSaveIsRead() throws {
    let lyrics = "[Verse]\nSüßer Schnee"
    let written = lyrics.replacing("\n", with: "\r\n") + "\r\n"
    #expect(try text(of: written.utf8) == lyrics)
    #expect(try text(of: #require(written.data(using: .utf16))) == lyrics)
    let bigEndian = try #require(written.data(using: .utf16BigEndian))
    #expect(try text(of: [0xFE, 0xFF] + bigEndian) == lyrics)
  }

  @Test func thePartsOfAFileAreNotOrderedAsOneSong() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      Array("# Winter\n\n[Verse]\nla\n\n ---\n\n# Snow\n\n[Verse]\nno\n".utf8), to: "two.txt")
    let error = try #require(throws: SongRunError.self) { try LyricsFile.words(at: path) }
    #expect(error.code == .severalParts)
    #expect(error.detail.contains("2 parts"))
    #expect(try LyricsFile.parts(at: path) == ["[Verse]\nla", "[Verse]\nno"])
  }

  @Test(arguments: [
    ("# Winter\n\n[Verse]\nla\n", "[Verse]\nla"), ("# Verse 2\nla", "# Verse 2\nla"),
    ("la\n# no\n", "la\n# no"), ("la -- no\n----\nmi", "la -- no\n----\nmi"), ("", ""),
  ])
  func aTitleAboveTheWordsIsNotSung(written: String, words: String) throws {
    let folder = try TemporaryFolder()
    #expect(try LyricsFile.words(at: folder.write(Array(written.utf8), to: "one.txt")) == words)
  }

  @Test func timeStampsAreNotSung() throws {
    #expect(try text(of: "[00:01.00]One\r\n[00:02.00]Two\r\n".utf8) == "One\nTwo")
  }

  @Test(arguments: [#"{"words": []}"#, #"[ {"text": "la"}]"#])
  func timesOfWordsAreNoLyrics(json: String) {
    let error = #expect(throws: SongRunError.self) { try text(of: json.utf8) }
    #expect(error?.detail.contains("--words") == true)
  }

  @Test(arguments: [[0x53, 0xFC, 0xDF], [0x00, 0x53, 0x00, 0x61]])
  func otherEncodingsAreToldWithWhatToDo(bytes: [UInt8]) {
    let error = #expect(throws: SongRunError.self) { try text(of: bytes) }
    #expect(error?.code == .unreadableFile)
    #expect(error?.detail.contains("save it as such") == true)
  }
}
