import AudioDecoding
import Foundation
import RiffusionAPI
import TestSupport
import Testing

@testable import SongRuns

@Suite struct RunSourceTests {
  private let silent = ScriptedTransport()

  /// A stage with a file beside the library, and what its content is.
  private func stage() throws -> (stage: RunStage, path: String, content: String) {
    let stage = try RunStage(silent)
    let path = try stage.folder.write(RunStage.clicks(1), to: "song.wav")
    return (stage, path, try FileDigest(path: path).description)
  }

  @Test func aFileThatTheLibraryMadeIsThatSong() async throws {
    let (stage, path, content) = try stage()
    var song = LibrarySong(at: stage.client.provider, source: .song(id: "a"))
    (song.title, song.lyrics, song.sha256, song.path) = ("Rain", "la", content, "/gone/a.wav")
    let known = try stage.library.keep(song)
    let source = try await stage.source(path)
    #expect(source.song.key == known.key)
    #expect(source.song.title == "Rain" && source.song.lyrics == "la")
    #expect(source.song.path == path)
    #expect(source.song.duration == 1)
    #expect(source.uploadURL == nil)
    #expect(silent.calls == [])
  }

  @Test func anUploadOfTheLibraryIsAnUpload() async throws {
    let (stage, path, content) = try stage()
    var song = LibrarySong(at: stage.client.provider, source: .upload(id: "u"))
    song.sha256 = content
    _ = try stage.library.keep(song)
    #expect(try await stage.source(path).song.source == .upload(id: "u"))
    #expect(try await stage.source("u").song.source == .upload(id: "u"))
  }

  /// As `segue library` takes it; sent as it is written, it would be paid for.
  @Test func theStartOfAnIDOfTheLibraryIsThatSong() async throws {
    let (stage, _, _) = try stage()
    for id in ["0b9a-1", "0b9a-2", "5e17-1"] {
      _ = try stage.library.keep(LibrarySong(at: stage.client.provider, source: .song(id: id)))
    }
    #expect(try await stage.source("5e17").song.source == .song(id: "5e17-1"))
    #expect(try await stage.source("0b9a-2").song.source == .song(id: "0b9a-2"))
    let error = try await #require(throws: SongRunError.self) { try await stage.source("0b9a") }
    #expect(error.code == .unknownSong)
    #expect(silent.calls == [])
  }

  @Test func anUnknownFileNeedsTheProvidersID() async throws {
    let (stage, path, _) = try stage()
    let error = try await #require(throws: SongRunError.self) { try await stage.source(path) }
    #expect(error.code == .unresolvedSource)
    let source = try await stage.source(path, SourceLookup(uploadID: "u"))
    #expect(source.song.source == .upload(id: "u"))
    #expect(source.song.path == path)
  }

  /// What is said of a song's old file is not said of the one that the user gives.
  @Test func anotherFileOfASongIsDescribedAnew() async throws {
    let (stage, path, content) = try stage()
    var song = LibrarySong(at: stage.client.provider, source: .song(id: "a"))
    (song.sha256, song.byteCount, song.decodeStatus) = ("00", 7, "truncated")
    song.problem = "truncated: the file was cut"
    _ = try stage.library.keep(song)
    let source = try await stage.source(path, SourceLookup(songID: "a"))
    #expect(source.song.sha256 == content)
    #expect(source.song.byteCount == nil)
    #expect(source.song.decodeStatus == "ok")
    #expect(source.song.problem == nil)
    _ = try stage.run.begin(stage.plan(.order, as: .cover), from: source, maxRequests: 1)
    #expect(try stage.library.song(named: "a").problem == nil)
  }

  /// A song of the library, planned and not begun, when the user gives the library another file of
  /// it.
  @Test(arguments: [false, true])
  func aFileThatIsAddedMeanwhileStaysUnlessTheUserGaveTheRunsOwn(isGiven: Bool) async throws {
    let (stage, path, content) = try stage()
    var song = LibrarySong(at: stage.client.provider, source: .song(id: "a"))
    (song.title, song.tags, song.lyrics) = ("Rain", "jazz", "la")
    if !isGiven { (song.path, song.sha256) = (path, content) }
    _ = try stage.library.keep(song)
    let source = try await stage.source(isGiven ? path : "a", SourceLookup(songID: "a"))
    let plan = stage.plan(.order, as: .cover)
    let planned = try await stage.run.planned(plan, from: source)

    song.path = try stage.folder.write(RunStage.clicks(2), to: "other.wav")
    song.sha256 = "other"
    _ = try stage.library.keep(song)
    _ = try stage.run.begin(plan, from: planned.source, maxRequests: 1)

    let known = try stage.library.song(named: "a")
    #expect(known.path == (isGiven ? path : song.path))
    #expect(known.sha256 == (isGiven ? content : "other"))
  }

  /// Nothing was known of it when it was looked up, and it was fetched.
  @Test func aFetchedFileDoesNotReplaceOneThatIsAddedMeanwhile() async throws {
    let (stage, path, content) = try stage()
    var song = LibrarySong(at: stage.client.provider, source: .song(id: "a"))
    var source = RunSource(song: song)
    (song.path, song.sha256) = (path, content)
    _ = try stage.library.keep(song)
    source.song.path = try stage.folder.write(RunStage.clicks(2), to: "fetched.wav")
    source.song.sha256 = "fetched"
    source.song.title = "Rain"
    _ = try stage.run.begin(stage.plan(.order, as: .cover), from: source, maxRequests: 1)
    let known = try stage.library.song(named: "a")
    #expect(known.path == path && known.sha256 == content)
    #expect(known.title == "Rain")
  }

  @Test func aSongOfAnotherProviderIsNotOrderedFromHere() async throws {
    let (stage, _, _) = try stage()
    let other = try LibraryDraft.provider("openai-hk", at: "https://other.test")
    _ = try stage.library.keep(LibrarySong(at: other, source: .song(id: "a")))
    let error = try await #require(throws: SongRunError.self) { try await stage.source("a") }
    #expect(error.code == .unresolvedSource)
    #expect(error.detail.contains("https://other.test"))
    #expect(silent.calls == [])
  }

  @Test func whatTheLibraryDoesNotKnowIsAskedFor() async throws {
    let transport = ScriptedTransport(
      (
        "/riffusion/feed/a", 200,
        #"[{"id": "a", "status": "complete", "title": "Rain", "duration": 181.12}]"#
      ))
    let stage = try RunStage(transport)
    let source = try await stage.source("a")
    #expect(source.song.title == "Rain" && source.song.duration == 181.12)
    #expect(source.song.key == nil)
  }

  /// What is cut by the times of another song is paid for in vain.
  @Test(arguments: [(181.12, false), (3.5, true), (0.5, true)])
  func aFileThatIsNotAsLongAsItsSongIsNotOrderedBy(told: Double, isItsOwn: Bool) async throws {
    let transport = ScriptedTransport(
      (
        "/riffusion/feed/a", 200,
        #"[{"id": "a", "status": "complete", "title": "Rain", "tags": "pop", "duration": \#(told)}]"#
      ))
    let stage = try RunStage(transport)
    let path = try stage.folder.write(RunStage.clicks(1), to: "song.wav")
    let source = try await stage.source(path, SourceLookup(songID: "a"))
    var extend = ExtendPlan(cropEndAt: 0.9)
    extend.parts = ["[Outro]\nbye"]
    var plan = stage.plan(.extend(extend), GenerateRequest())
    if isItsOwn {
      _ = try await stage.run.planned(plan, from: source)
    } else {
      let error = try await #require(throws: SongRunError.self) {
        try await stage.run.planned(plan, from: source)
      }
      #expect(error.code == .unsure && error.subject == path)
      #expect(
        error.detail.hasPrefix("the file is 0:01.00 long, and a 3:01.12: "), "\(error.detail)")
      plan.isBold = true
      _ = try await stage.run.planned(plan, from: source)
    }
  }

  @Test func aFileThatWasCutOffIsShorterThanItsSong() throws {
    var source = RunSource(
      song: LibrarySong(at: try RunStage(silent).client.provider, source: .song(id: "a")))
    (source.song.duration, source.song.decodeStatus) = (60, "truncated")
    source.toldDuration = 180
    #expect(throws: Never.self) { try source.requireOwnFile() }
    source.toldDuration = 30
    #expect(throws: SongRunError.self) { try source.requireOwnFile() }
  }

  /// The order would be paid for all the same.
  @Test(arguments: ["failed", "flagged"], [true, false])
  func aSongThatCouldNotBeMadeIsNoSource(state: String, isKnown: Bool) async throws {
    let transport = ScriptedTransport(
      ("/riffusion/feed/a", 200, #"[{"id": "a", "status": "\#(state)", "reason": "no luck"}]"#))
    let stage = try RunStage(transport)
    if isKnown {
      var song = LibrarySong(at: stage.client.provider, source: .song(id: "a"))
      song.state = state == "failed" ? .failed : .flagged
      song.problem = "no luck"
      _ = try stage.library.keep(song)
    }
    let error = try await #require(throws: SongRunError.self) { try await stage.source("a") }
    #expect(error.code == .unresolvedSource)
    #expect(error.subject == "a")
    #expect(error.detail.contains("no luck"))
    #expect(transport.calls.count == (isKnown ? 0 : 1))
  }

  @Test func anUploadComesBeforeItsID() async throws {
    let (stage, path, content) = try stage()
    let url = "https://x.example/a.wav"
    for text in [path, url] {
      let source = try await stage.source(text, SourceLookup(uploadURL: url))
      #expect(source.song.source == .upload(id: RunSource.unknownID))
      #expect(source.uploadURL == url && source.address == url)
      #expect(source.song.sha256 == (text == path ? content : nil))
    }
  }

  /// Its content may never end.
  @Test func aPipeIsNoSource() async throws {
    let (stage, _, _) = try stage()
    let path = stage.folder.path(of: "pipe.wav")
    try #require(mkfifo(path, 0o600) == 0)
    for lookup in [SourceLookup(), SourceLookup(songID: "a")] {
      let error = try await #require(throws: AudioFileError.self) {
        try await stage.source(path, lookup)
      }
      #expect(error.code == .cannotOpen)
    }
  }

  @Test func aFolderIsNoSource() async throws {
    let (stage, _, _) = try stage()
    await #expect(throws: (any Error).self) {
      try await stage.source(stage.folder.path, SourceLookup(songID: "a"))
    }
    #expect(try stage.library.songs() == [])
  }
}
