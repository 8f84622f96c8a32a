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
