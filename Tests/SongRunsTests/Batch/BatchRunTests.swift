import Foundation
import SongAnalysis
import SongRuns
import TestSupport
import Testing

@Suite struct BatchRunTests {
  @Test func whatIsDoneIsNotDoneAgain() async throws {
    let batch = try SmallBatch()
    let first = try await batch.run()
    #expect(first.songs.analyzed == 3)
    #expect(first.run?.songs == 3)
    let second = try await batch.run()
    #expect(second.songs.analyzed == 3)
    #expect(second.run?.songs == 0)
  }

  @Test func whatHasChangedIsDoneAgain() async throws {
    let batch = try SmallBatch()
    _ = try await batch.run()
    try batch.folder.write(WAVFile(clicksFor: 2).bytes, to: "1.wav")
    try batch.folder.write([], to: "2.wav")
    let summary = try await batch.run()
    #expect(summary.run?.songs == 2)
    #expect(summary.songs.failed == 1)
    #expect(summary.songs.analyzed == 2)
  }

  @Test func aResultThatWasTakenAwayIsMadeAgain() async throws {
    let batch = try SmallBatch()
    _ = try await batch.run()
    let results = try batch.results()
    let taken = try #require(results.keys.first)
    try FileManager.default.removeItem(atPath: batch.folder.path(of: "out/results/\(taken)"))
    let summary = try await batch.run()
    #expect(summary.run?.songs == 1)
    #expect(try batch.results() == results)
  }

  @Test func aResultThatWasTakenAwayIsNotCounted() async throws {
    let batch = try SmallBatch()
    _ = try await batch.run()
    let taken = try #require(try batch.results().keys.first)
    try FileManager.default.removeItem(atPath: batch.folder.path(of: "out/results/\(taken)"))
    let summary = try BatchCollection(BatchFolder(path: batch.folder.path(of: "out"))).summary
    #expect(summary.songs.analyzed == 2)
    #expect(summary.songs.pending == 1)
  }

  @Test func aResultByAnEarlierMethodIsNotCounted() async throws {
    let batch = try SmallBatch()
    _ = try await batch.run()
    let path = "out/ledgers/0-of-1.jsonl"
    let ledger = String(decoding: try batch.folder.bytes(of: path), as: UTF8.self)
    let version = "\"analysis_version\":\"\(AnalysisDocument.currentAnalysisVersion)\""
    let earlier = ledger.replacing(version, with: "\"analysis_version\":\"0\"", maxReplacements: 2)
    #expect(ledger != earlier)
    try batch.folder.write(Array(earlier.utf8), to: path)
    let summary = try BatchCollection(BatchFolder(path: batch.folder.path(of: "out"))).summary
    #expect(summary.songs.analyzed == 1)
    #expect(summary.missingSongs.count == 2)
  }

  @Test func failuresAreTriedAgainWhenThatIsWished() async throws {
    let batch = try SmallBatch(others: ["none.wav"])
    #expect(try await batch.run().songs.failed == 1)
    #expect(try await batch.run().run?.songs == 0)
    let again = try await batch.run { $0.retriesFailed = true }
    #expect(again.run?.songs == 1)
    #expect(again.failures.map(\.code) == ["notFound"])
  }

  /// Three are analysed, one is a copy of the first, and one is not there.
  @Test func theSpeedIsThatOfTheSongsThatWereAnalysed() async throws {
    let batch = try SmallBatch(others: ["copy.wav", "none.wav"])
    try batch.folder.write(batch.folder.bytes(of: "0.wav"), to: "copy.wav")
    let run = try #require(try await batch.run { $0.jobs = 1 }.run)
    #expect(run.songs == 5)
    // Both are rounded to a hundredth.
    #expect(abs(run.songsPerMinute * run.seconds / 60 / 3 - 1) < 0.2)
  }

  @Test func aPageThatCannotBeWrittenIsToldAndStopsNoSong() async throws {
    struct NoPages: BatchPages {
      func holds(_ key: BatchKey) -> Bool { false }

      func write(_ song: SongHearing, of file: String, as key: BatchKey) throws(SongRunError) {
        throw SongRunError(code: .cannotWrite, subject: "page", detail: "full")
      }
    }
    let batch = try SmallBatch()
    let (events, continuation) = AsyncStream.makeStream(of: BatchEvent.self)
    let summary = try await batch.run(reporting: continuation) { $0.pages = NoPages() }
    #expect(summary.songs.analyzed == 3)
    #expect(try batch.results().count == 3)
    var told: [String] = []
    for await event in events {
      if case .pageFailed(let error) = event { told.append("\(error)") }
    }
    #expect(told == Array(repeating: "cannotWrite: page: full", count: 3))
  }

  @Test func aResultThatCannotBeWrittenEndsTheBatchAndKeepsWhatIsDone() async throws {
    let batch = try SmallBatch()
    let audio = try FileDigest(path: batch.folder.path(of: "0.wav")).description
    let result = batch.folder.path(
      of: "out/results/\(BatchKey(audio: audio, lyrics: nil, words: nil)).json")
    try FileManager.default.createDirectory(atPath: result, withIntermediateDirectories: true)
    let error = try await #require(throws: SongRunError.self) { try await batch.run() }
    #expect(error.code == .cannotWrite)
    #expect(error.subject == result)
    #expect(error.detail.hasSuffix("; the songs that are done are kept"))
  }

  /// A pipe without a writer is waited for without an end, and some devices never end.
  @Test(arguments: ["pipe", "folder", "/dev/zero"])
  func wordsThatAreNoFileAreAFailureOfTheirSong(name: String) async throws {
    var batch = try SmallBatch()
    let path = name.hasPrefix("/") ? name : batch.folder.path(of: name)
    if name == "pipe" { #expect(mkfifo(path, 0o600) == 0) }
    if name == "folder" {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }
    batch.songs[0].lyrics = path
    try batch.folder.write(Array("[Verse]\nla".utf8), to: "song.txt")
    batch.songs[1].lyrics = batch.folder.path(of: "song.txt")
    batch.songs[1].words = path
    let summary = try await batch.run()
    #expect(summary.failures.map(\.code) == ["unreadableFile"])
    #expect(summary.songs.failed == 2)
    #expect(summary.songs.analyzed == 1)
    #expect(try await batch.run().run?.songs == 0)
  }

  @Test func aSongThatAppearsLaterIsDoneThen() async throws {
    let batch = try SmallBatch(others: ["late.wav"])
    #expect(try await batch.run().songs.failed == 1)
    try batch.folder.write(WAVFile(clicksFor: 2).bytes, to: "late.wav")
    #expect(try await batch.run().songs.failed == 0)
  }

  @Test func limitsAreFailuresOfTheirSong() async throws {
    let limits = [
      SongLimits(work: .zero), SongLimits(length: 0.5), SongLimits(size: 100),
    ]
    for limit in limits {
      let batch = try SmallBatch()
      let summary = try await batch.run { $0.limits = limit }
      #expect(summary.failures.map(\.code) == ["limitReached"])
      #expect(summary.songs.failed == 3)
    }
  }

  /// A process that was killed while it wrote leaves part of a line, at any byte of it.
  @Test func aTornLineIsNoLine() async throws {
    let batch = try SmallBatch()
    _ = try await batch.run()
    let results = try batch.results()
    let path = "out/ledgers/0-of-1.jsonl"
    let whole = try batch.folder.bytes(of: path)
    let lines = whole.split(separator: 0x0a)
    let start = whole.count - 1 - lines[2].count
    for kept in [start, start + 1, start + 30, whole.count - 2, whole.count - 1] {
      try batch.folder.write(whole[..<kept], to: path)
      let summary = try await batch.run()
      #expect(summary.run?.songs == 1)
      #expect(summary.songs.analyzed == 3)
      let mended = try batch.folder.bytes(of: path).split(separator: 0x0a)
      #expect(mended.count == 3)
      #expect(mended.prefix(2) == lines.prefix(2))
      #expect(try batch.results() == results)
    }
  }

  @Test func shardsTogetherAreTheWhole() async throws {
    let alone = try SmallBatch()
    _ = try await alone.run()
    let split = try SmallBatch()
    for index in [2, 0, 1] {
      _ = try await split.run { $0.shard = BatchShard.all(of: 3)[index] }
    }
    #expect(try Set(alone.results().keys) == Set(split.results().keys))
    let summary = try BatchCollection(BatchFolder(path: split.folder.path(of: "out"))).summary
    #expect(summary.songs.analyzed == 3)
    #expect(summary.missingShards.isEmpty)
  }

  @Test func aMissingShardIsNamedWithItsSongs() async throws {
    let batch = try SmallBatch()
    let shards = BatchShard.all(of: 3)
    let missing = try #require(shards.first { batch.songs.contains(where: $0.contains) })
    for shard in shards where shard != missing { _ = try await batch.run { $0.shard = shard } }
    let summary = try BatchCollection(BatchFolder(path: batch.folder.path(of: "out"))).summary
    #expect(summary.missingShards == ["\(missing.index)/3"])
    #expect(summary.missingSongs == batch.songs.filter(missing.contains).map(\.text))
  }

  @Test func keysTellSoundLyricsAndWordsApart() {
    let keys = [
      BatchKey(audio: "a", lyrics: nil, words: nil), BatchKey(audio: "b", lyrics: nil, words: nil),
      BatchKey(audio: "a", lyrics: "b", words: nil), BatchKey(audio: "a", lyrics: nil, words: "b"),
    ]
    #expect(Set(keys).count == keys.count)
  }
}

/// Three short songs, `0.wav` to `2.wav`, and the batch over them in `out`.
private struct SmallBatch {
  let folder: TemporaryFolder
  var songs: [BatchInput]

  init(others: [String] = []) throws {
    let folder = try TemporaryFolder()
    let names = ["0.wav", "1.wav", "2.wav"]
    for (number, name) in names.enumerated() {
      let samples = WAVFile(clicksFor: 1).samples.map { $0 * Float(10 - number) / 10 }
      try folder.write(WAVFile(samples: samples).bytes, to: name)
    }
    self.folder = folder
    songs = (names + others).map {
      BatchInput(text: $0, kind: .file, place: folder.path(of: $0))
    }
  }

  /// Runs it to its end.
  func run(
    reporting events: AsyncStream<BatchEvent>.Continuation = AsyncStream<BatchEvent>.makeStream()
      .continuation,
    _ change: (inout BatchRun) -> Void = { _ in }
  ) async throws -> BatchSummary {
    var run = BatchRun(folder: BatchFolder(path: folder.path(of: "out")), jobs: 2)
    change(&run)
    return try await run.run(songs, reporting: events)
  }

  /// The results by name.
  func results() throws -> [String: Data] {
    let path = folder.path(of: "out/results")
    return try FileManager.default.contentsOfDirectory(atPath: path).reduce(into: [:]) {
      $0[$1] = FileManager.default.contents(atPath: "\(path)/\($1)")
    }
  }
}
