import Foundation
import SongAnalysis
import SongReports
import SongRuns
import TestSupport
import Testing

@Suite struct ReportFolderTests {
  private let folder: TemporaryFolder
  private let song: SongHearing

  init() throws {
    folder = try TemporaryFolder()
    let path = try folder.write(Array("not heard".utf8), to: "a #1: song?.wav")
    song = SongHearing(
      answer: .analysis(
        ExampleAnalysis.document(sections: [], source: SourceReport(path: path, sha256: nil))),
      curves: ExampleAnalysis.curves)
  }

  private func page(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  @Test func aPageLinksToItsSongWhateverTheSongIsCalled() throws {
    var reports = try ReportFolder(path: folder.path(of: "pages"))
    let path = try #require(try reports.add(song))
    #expect(path.hasSuffix("/pages/a #1: song?.html"))
    #expect(try page(path).contains("src=\"../a%20%231%3A%20song%3F.wav\""))
  }

  @Test func anEmbeddedSongIsTheWholeSong() throws {
    var reports = try ReportFolder(path: folder.path(of: "pages"), embedsAudio: true)
    let html = try page(try #require(try reports.add(song)))
    let base64 = Data("not heard".utf8).base64EncodedString()
    #expect(html.contains("src=\"data:audio/mpeg;base64,\(base64)\""))
    #expect(!html.contains("segue-audio:"))
  }

  @Test func noPageTakesTheNameOfAnotherOrOfTheIndex() throws {
    var reports = try ReportFolder(
      path: folder.path(of: "pages"), hasIndex: true, reserving: ["run-1"])
    for name in ["one/song.mp3", "two/Song.mp3", "index.mp3", "Run-1.mp3"] {
      _ = try reports.add(
        SongHearing(
          answer: .analysis(
            ExampleAnalysis.document(sections: [], source: SourceReport(path: name, sha256: nil))),
          curves: ExampleAnalysis.curves))
    }
    _ = try reports.add(
      SongHearing(answer: .failure(FailureDocument(path: "x", code: "empty", message: "empty"))))
    let index = try page(try #require(try reports.finish()))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path(of: "pages")).sorted()
        == ["Run-1 (2).html", "Song (2).html", "index (2).html", "index.html", "song.html"])
    #expect(index.contains("Song%20%282%29.html"))
    #expect(index.contains("1 × empty"))
  }

  /// It says why, and leaves nothing behind.
  @Test func aPageThatCannotBeWrittenIsAnError() throws {
    let pages = folder.path(of: "pages")
    try FileManager.default.createDirectory(
      atPath: pages + "/a #1: song?.html/x", withIntermediateDirectories: true)
    var reports = try ReportFolder(path: pages)
    let error = try #require(throws: SongRunError.self) { try reports.add(song) }
    #expect(error.code == .cannotWrite)
    #expect(error.detail == String(cString: strerror(EISDIR)))
    #expect(try FileManager.default.contentsOfDirectory(atPath: pages).count == 1)
  }

  @Test func aFolderThatCannotBeMadeIsAnError() throws {
    #expect(throws: SongRunError.self) { try ReportFolder(path: "/proc/none/pages") }
  }

  @Test(arguments: [
    ("songs/a.mp3", "pages", "../songs/a.mp3"), ("a.mp3", ".", "a.mp3"),
    ("/x/y/a b.mp3", "/x/z/w", "../../y/a%20b.mp3"), ("javascript:x", ".", "javascript%3Ax"),
    ("../songs/a.mp3", "pages", "../../songs/a.mp3"), ("../a.mp3", "..", "a.mp3"),
    ("./x/../../a.mp3", "x/..", "../a.mp3"), ("ü.mp3", "/", nil),
  ])
  func addressesAreRelativeAndEncoded(file: String, folder: String, address: String?) {
    let relative = PageAddress.relative(to: file, from: folder)
    if let address { #expect(relative == address) }
    #expect(relative.allSatisfy { $0.isASCII && $0 != ":" })
  }
}
