import Foundation
import TestSupport
import Testing

@testable import SongRuns

@Suite struct BatchFolderTests {
  /// What belongs to the user may have a hidden name and be old, too.
  @Test func onlyFilesOfKilledWritersAreRemoved() throws {
    let folder = try TemporaryFolder()
    let left = ".\(UUID().uuidString).part"
    let names = [left, "mail/.big-download.part", ".big-download.part", "results/\(left)"]
    for name in names {
      let url = URL(filePath: folder.path(of: name))
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: url)
      try FileManager.default.setAttributes(
        [.modificationDate: Date.now - 7200], ofItemAtPath: url.path)
    }
    try BatchFolder(path: folder.path).prepare()
    let kept = names.filter { FileManager.default.fileExists(atPath: folder.path(of: $0)) }
    #expect(kept == ["mail/.big-download.part", ".big-download.part"])
  }

  @Test(arguments: [
    (".segue-notes.txt", false), (".segue-", false), (".segue-home", false),
    (".segue-8D6C0B6A-6C2F-4D1B-9F0A-0C3B1C0C7E11", true),
  ])
  func onlyFoldersOfKilledDeliveriesAreTheirs(name: String, isTheirs: Bool) {
    #expect(SongDelivery.isStaging(name) == isTheirs)
  }
}
