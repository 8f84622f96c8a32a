import Foundation
import GRDB
import RiffusionAPI
import SongAnalysis
import SongLyrics
import TestSupport
import Testing

@testable import SongRuns

@Suite struct SongLibraryTests {
  private let draft: LibraryDraft
  private var library: SongLibrary { draft.library }

  init() throws { draft = try LibraryDraft() }

  @Test func onlyTheUserCanReadIt() throws {
    _ = try draft.song("a")
    for name in try FileManager.default.contentsOfDirectory(atPath: draft.home.path)
    where name.hasPrefix("library.sqlite") {
      let path = draft.home.appending(path: name).path
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect(mode as? Int == 0o600, "\(name)")
    }
    let mode = try FileManager.default.attributesOfItem(atPath: draft.home.path)[.posixPermissions]
    #expect(mode as? Int == 0o700)
  }

  @Test func whatIsWrittenIsThereWhenItIsOpenedAgain() throws {
    let song = try draft.song("a")
    let again = try SongLibrary(at: draft.home)
    #expect(try again.songs().map(\.id) == ["a"])
    #expect(try again.song(song.key ?? 0)?.id == "a")
  }

  /// Every process makes the library where there is none, and all of them at once.
  @Test func manyProcessesMakeItTogether() async throws {
    let home = URL(filePath: draft.folder.path(of: "new"), directoryHint: .isDirectory)
    let provider = draft.provider
    let failures = await withTaskGroup(of: String?.self) { group in
      for number in 0..<8 {
        group.addTask {
          do {
            let library = try SongLibrary(at: home)
            _ = try library.keep(LibrarySong(at: provider, source: .song(id: "\(number)")))
            return nil
          } catch { return "\(error)" }
        }
      }
      return await group.reduce(into: [String]()) { $0 += [$1].compactMap(\.self) }
    }
    #expect(failures == [])
    #expect(try SongLibrary(at: home).songs().count == 8)
  }

  @Test func whatIsNoLibraryIsSaidToBeNone() throws {
    let home = URL(filePath: draft.folder.path(of: "other"), directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    let file = home.appending(path: "library.sqlite")
    try Data(repeating: 0x5A, count: 8192).write(to: file)
    let error = try #require(throws: SongRunError.self) { try SongLibrary(at: home) }
    #expect(error.code == .brokenLibrary)
    #expect(error.detail.contains("SEGUE_HOME"))
    #expect(try Data(contentsOf: file) == Data(repeating: 0x5A, count: 8192))
  }

  @Test func aFolderThatCannotBeMadeIsToldInTheSystemsWords() throws {
    try draft.folder.write("text".utf8, to: "file")
    let home = URL(filePath: draft.folder.path(of: "file/library"), directoryHint: .isDirectory)
    let error = try #require(throws: SongRunError.self) { try SongLibrary(at: home) }
    #expect(error.code == .brokenLibrary)
    #expect(
      error.detail
        == "the song library cannot be opened: Not a directory; SEGUE_HOME names another folder")
  }

  @Test func aLibraryOfANewerSegueIsLeftAlone() throws {
    try library.record(.edited) { database in
      try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('99: of tomorrow')")
    }
    let error = try #require(throws: SongRunError.self) { try SongLibrary(at: draft.home) }
    #expect(error.code == .brokenLibrary)
    #expect(error.detail.contains("newer"))
  }

  @Test func theEnvironmentNamesItsFolder() throws {
    func home(_ environment: [String: String]) throws -> String {
      try SongLibrary.home(in: environment).path
    }
    #expect(try home(["SEGUE_HOME": "/a", "HOME": "/h"]) == "/a")
    #expect(try home(["XDG_DATA_HOME": "/d", "HOME": "/h"]) == "/d/segue")
    #expect(try home(["XDG_DATA_HOME": "d", "HOME": "/h"]) == "/h/.local/share/segue")
    #expect(try home(["SEGUE_HOME": "", "HOME": "/h"]) == "/h/.local/share/segue")
    let error = try #require(throws: SongRunError.self) { try home([:]) }
    #expect(error.code == .brokenLibrary)
  }

  @Test func aStepIsWholeOrNotAtAll() throws {
    struct Interruption: Error {}
    let error = try #require(throws: SongRunError.self) {
      try library.record(.edited) { database in
        try database.execute(
          sql: "INSERT INTO analysis (sha256, version, text, document) VALUES ('s', 'v', 't', '{}')"
        )
        throw Interruption()
      }
    }
    #expect(error.code == .brokenLibrary)
    let count = try library.ask {
      try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM analysis")
    }
    #expect(count == 0)
  }

  #if os(Linux)
    /// Whoever opens a library twice must not take the system's locks from the first: another
    /// process would clear away what that one is still using.
    @Test func openedTwiceItIsStillLocked() throws {
      let path = draft.home.appending(path: "library.sqlite").path
      let number = try #require(
        try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? NSNumber)
      // A handle reads on to the end; `String(contentsOfFile:)` takes the first page of such a file for
      // all of it. One lock may slip through between two pages while others come and go; none is
      // shown that is not there.
      func isLocked() throws -> Bool {
        try (0..<20).contains { _ in
          let locks = try FileHandle(forReadingFrom: URL(filePath: "/proc/locks")).readToEnd()
          return String(decoding: locks ?? Data(), as: UTF8.self)
            .contains(":\(number.uint64Value) ")
        }
      }
      _ = try draft.song("a")
      try #require(try isLocked())
      let again = try SongLibrary(at: draft.home)
      #expect(try isLocked())
      #expect(try again.songs().count == 1)
    }
  #endif

  // Songs

  @Test func whatWasKnownStays() throws {
    var song = LibrarySong(at: draft.provider, source: .song(id: "a"))
    song.title = "Rain"
    (song.path, song.sha256, song.decodeStatus) = ("/songs/a.mp3", "00", "ok")
    song.words = [TimedWord(text: "la", start: 1, end: 2)]
    let first = try library.keep(song)
    var told = LibrarySong(at: draft.provider, source: .song(id: "a"))
    told.tags = "jazz"
    let second = try library.keep(told)
    #expect(second.key == first.key)
    #expect(second.title == "Rain" && second.tags == "jazz")
    #expect(second.path == "/songs/a.mp3" && second.decodeStatus == "ok")
    #expect(second.words == song.words)
    #expect(try library.songs().count == 1)
  }

  @Test func anUploadIsNotTheSongOfTheSameID() throws {
    _ = try draft.song("a")
    _ = try library.keep(LibrarySong(at: draft.provider, source: .upload(id: "a")))
    #expect(try library.songs(named: "a").map(\.isUpload) == [false, true])
  }

  @Test func aSongIsNamedByTheStartOfItsIDIfThatIsNoOthers() throws {
    for id in ["abc", "abd", "b", "%", "e\u{301}12"] { _ = try draft.song(id) }
    #expect(try library.song(named: "abc").id == "abc")
    #expect(try library.song(named: "b").id == "b")
    #expect(try library.song(named: "%").id == "%")
    #expect(try library.song(named: "e\u{301}1").id == "e\u{301}12")
    for name in ["ab", "x", ""] {
      let error = try #require(throws: SongRunError.self) { try library.song(named: name) }
      #expect(error.code == .unknownSong)
    }
  }

  @Test func anotherProvidersSongIsAnother() throws {
    let other = try LibraryDraft.provider("openai-hk", at: "https://other.test")
    _ = try draft.song("a")
    _ = try library.keep(LibrarySong(at: other, source: .song(id: "a")))
    #expect(try library.songs(named: "a").count == 2)
    #expect(try library.songs(named: "a", at: other).map(\.endpoint) == ["https://other.test"])
    let error = try #require(throws: SongRunError.self) { try library.song(named: "a") }
    #expect(error.detail.contains("several"))
  }

  @Test func aForgottenSongLeavesItsChildren() throws {
    let parent = try draft.song("a")
    let child = try draft.song("b", of: parent)
    try library.remove(parent)
    #expect(try library.songs().map(\.id) == ["b"])
    #expect(try library.song(child.key ?? 0)?.parent == nil)
  }

  @Test func aSongIsFoundByItsContent() throws {
    for (id, content) in [("a", "00"), ("b", "11"), ("c", "00")] {
      var song = LibrarySong(at: draft.provider, source: .song(id: id))
      song.sha256 = content
      _ = try library.keep(song)
    }
    let found = try library.songs(withContent: "00", at: draft.provider)
    #expect(found.map(\.id) == ["c", "a"])
    let other = try LibraryDraft.provider("openai-hk", at: "https://other.test")
    #expect(try library.songs(withContent: "00", at: other) == [])
  }

  @Test func anAnalysisIsKeptByContentAndWords() throws {
    try library.keep(ExampleAnalysis.sung, of: "00", singing: "words")
    #expect(try library.analysis(of: "00", singing: "words") == ExampleAnalysis.sung)
    #expect(try library.analysis(of: "00", singing: "other") == nil)
    #expect(try library.analysis(of: "11", singing: "words") == nil)
  }

  @Test func everyStepIsWitnessedBeforeAndAfter() throws {
    let folder = try TemporaryFolder()
    let seen = Witness()
    let library = try SongLibrary(at: URL(filePath: folder.path), witness: seen.see)
    _ = try library.keep(LibrarySong(at: draft.provider, source: .song(id: "a")))
    #expect(seen.all == ["before edited", "after edited"])
  }
}
