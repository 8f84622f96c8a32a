import Foundation
import Testing

@testable import SongRuns

@Suite struct RunLockTests {
  private let draft: LibraryDraft

  init() throws { draft = try LibraryDraft() }

  private func isFree(_ run: Int64) -> Bool {
    do {
      _ = try RunLock(run: run, in: draft.library)
      return true
    } catch { return false }
  }

  @Test func onlyOneWorksOnARun() throws {
    let lock = try RunLock(run: 1, in: draft.library)
    #expect(!isFree(1))
    #expect(isFree(2))
    _ = consume lock
    #expect(isFree(1))
  }

  @Test func whoComesSecondIsToldSo() throws {
    let lock = try RunLock(run: 1, in: draft.library)
    do {
      _ = try RunLock(run: 1, in: try SongLibrary(at: draft.home))
      Issue.record("two processes hold one lock")
    } catch {
      #expect(error.code == .runIsBusy)
      #expect(error.subject == "run 1")
    }
    _ = consume lock
  }

  #if os(Linux)
    /// A program that is being started has a copy of every open file for a moment.
    @Test func aCopyOfItsFileDoesNotKeepTheLock() throws {
      let lock = try RunLock(run: 1, in: draft.library)
      let name = draft.home.deletingLastPathComponent().lastPathComponent + "/home/locks/run-1"
      let copies = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        .compactMap { Int32($0) }.filter { file in
          let link = "/proc/self/fd/\(file)"
          let path = try? FileManager.default.destinationOfSymbolicLink(atPath: link)
          return path?.hasSuffix(name) == true
        }.map { dup($0) }
      defer { copies.forEach { _ = close($0) } }
      _ = consume lock
      #expect(copies.count == 1)
      #expect(isFree(1))
    }
  #endif

  @Test func aFolderThatCannotBeWrittenIsABrokenLibrary() throws {
    try Data().write(to: draft.home.appending(path: "locks"))
    do {
      _ = try RunLock(run: 1, in: draft.library)
      Issue.record("a lock without a file")
    } catch {
      #expect(error.code == .brokenLibrary)
    }
  }
}
