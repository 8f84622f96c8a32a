import Foundation
import TestSupport
import Testing

@testable import SongRuns

@Suite struct ScratchFolderTests {
  private let outside: TemporaryFolder

  init() throws { outside = try TemporaryFolder() }

  private func isThere(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

  private func made(in parent: URL) throws -> ScratchFolder {
    let folder = ScratchFolder(in: parent)
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    return folder
  }

  @Test func itGoesWithTheLastThatHoldsIt() throws {
    var folder: ScratchFolder? = try made(in: URL(filePath: outside.path))
    let url = try #require(folder?.url)
    #expect(isThere(url))
    folder = nil
    #expect(!isThere(url))
  }

  /// A task that has ended may hold its song until after the end of the program.
  @Test func itTakesThoseInItAlongWhoeverHoldsThem() throws {
    let all = try made(in: URL(filePath: outside.path))
    let song = try made(in: all.url)
    all.remove()
    #expect(!isThere(song.url) && !isThere(all.url))
  }
}
