import SongRuns
import Testing

@Suite struct SongFileNameTests {
  private func name(_ title: String?, _ id: String = "id") -> String {
    SongFileName(title: title, id: id, kind: "mp3").description
  }

  @Test(arguments: [
    ("Childhood", "Childhood [id].mp3"), ("童年(Extend)", "童年(Extend) [id].mp3"),
    ("👩‍👩‍👧 Familie", "👩‍👩‍👧 Familie [id].mp3"), ("  a b  ", "a b [id].mp3"),
    ("", "Untitled [id].mp3"), (" . ", "Untitled [id].mp3"),
    ("../../etc/passwd", "-..-etc-passwd [id].mp3"), (".hidden", "hidden [id].mp3"),
    ("a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g-h-i-j [id].mp3"), ("a[b]", "a-b- [id].mp3"),
    ("a\u{0}b\nc\u{1B}[2Jd\u{7F}", "a-b-c--2Jd- [id].mp3"),
    ("a\u{202E}3pm.exe", "a-3pm.exe [id].mp3"),
    ("a\u{2028}b\u{FEFF}c\u{E000}", "a-b-c- [id].mp3"),
  ])
  func aTitleIsCleanedOfWhatMeansSomethingElse(title: String, expected: String) {
    #expect(name(title) == expected)
  }

  @Test func aMissingTitleHasAName() {
    #expect(name(nil) == "Untitled [id].mp3")
  }

  @Test func anIDIsCleanedToo() {
    #expect(name("t", "../a/b") == "t [-a-b].mp3")
    #expect(name("t", "") == "t [].mp3")
  }

  /// File systems allow 255 bytes.
  @Test(arguments: [
    String(repeating: "x", count: 1000), String(repeating: "童", count: 1000),
    String(repeating: "👩‍👩‍👧", count: 100), "e" + String(repeating: "\u{301}", count: 1000),
  ])
  func anyNameFitsAFileSystem(text: String) {
    let name = SongFileName(title: text, id: text, kind: "flac")
    #expect(name.numbered(100_000).utf8.count <= 255)
    #expect(name.description.hasSuffix("].flac"))
  }

  @Test func aSecondFileHasANumberBeforeItsExtension() {
    let name = SongFileName(title: "a.b", id: "id", kind: "mp3")
    #expect(name.numbered(1) == "a.b [id].mp3")
    #expect(name.numbered(2) == "a.b [id] (2).mp3")
  }
}
