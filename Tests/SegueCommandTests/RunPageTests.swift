import Foundation
import TestSupport
import Testing

/// Pages of runs and of the songs beside them.
@Suite(.serialized) struct RunPageTests {
  @Test func aRunHasAPageWithItsCandidatesSideBySide() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      _ = try await visit.segue("extend", song.id, "--yes", "--output", "songs")
      let run = try await visit.segue("runs", "2", "--report", "pages", "--format", "json")
      #expect(run.status == 0, "\(run.errors)")
      let html = String(
        decoding: FileManager.default.contents(
          atPath: visit.folder.path(of: "pages/run-2.html")) ?? Data(), as: UTF8.self)
      #expect(html.components(separatedBy: "<article").count == 3)
      #expect(html.contains("Play the seam"))
      #expect(html.contains("href=\"Harbour"))
      let index = visit.folder.path(of: "pages/index.html")
      #expect(FileManager.default.fileExists(atPath: index))
    }
  }

  /// The file of the song is called as the page of a run is.
  @Test func noPageOfASongTakesThatOfARun() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      try FileManager.default.copyItem(
        atPath: song.path, toPath: visit.folder.path(of: "run-1.mp3"))
      let added = try await visit.segue("library", "add", "run-1.mp3", "--song-id", song.id)
      #expect(added.status == 0, "\(added.errors)")
      let run = try await visit.segue("runs", "--report", "pages")
      #expect(run.status == 0, "\(run.errors)")
      let pages = try FileManager.default.contentsOfDirectory(
        atPath: visit.folder.path(of: "pages"))
      #expect(pages.contains("run-1.html") && pages.contains("run-1 (2).html"), "\(pages)")
    }
  }

  @Test func aPageThatCannotBeWrittenStopsNoOtherPage() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      let name = URL(filePath: song.path).deletingPathExtension().lastPathComponent
      try FileManager.default.createDirectory(
        atPath: visit.folder.path(of: "pages/\(name).html"), withIntermediateDirectories: true)
      let run = try await visit.segue("runs", "--report", "pages")
      #expect(run.status == 1)
      #expect(
        run.errorLines == [
          "segue: cannotWrite: pages/\(name).html: Is a directory",
          "segue: report: pages/run-1.html", "segue: report: pages/index.html",
        ])
    }
  }
}
