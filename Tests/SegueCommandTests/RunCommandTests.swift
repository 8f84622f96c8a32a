import Foundation
import RiffusionAPI
import RiffusionStandIn
import SongRuns
import TestSupport
import Testing

/// Runs as a user orders them, against the stand-in.
@Suite(.serialized) struct RunCommandTests {
  @Test func aSongIsGoneOnFromForTwoRoundsAndItsLineageIsKept() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      let run = try await visit.segue(
        "extend", song.id, "--rounds", "2", "--yes", "--format", "json", "--output", "songs")
      #expect(run.status == 0, "\(run.errors)")
      #expect(try await JSONSchema.run.faults(in: run.output) == "")
      let rounds = try #require(try run.json()[member: "rounds"]?.elements)
      #expect(rounds.count == 2)
      let first = try #require(rounds[0][member: "kept_song_id"]?.text)
      let last = try #require(rounds[1][member: "kept_song_id"]?.text)
      let songs = rounds[1][member: "songs"]?.elements ?? []
      #expect(songs.count == 2)
      #expect(songs.allSatisfy { $0[member: "parent_song_id"]?.text == first })
      #expect(songs.allSatisfy { $0[member: "seam.verdict"] == "clean" })

      let tree = try await visit.segue("library", "tree", last)
      let lines = tree.output.split(separator: "\n")
      #expect(lines.count == 5)
      #expect(lines[0].contains(song.id))
      #expect(lines.contains { $0.hasPrefix("│  └─ ") || $0.hasPrefix("   └─ ") })
      let shown = try await visit.segue("library", "show", last, "--format", "json")
      #expect(try await JSONSchema.song.faults(in: shown.output) == "")
      let cut = try #require(rounds[1][member: "choice.crop_end_at"])
      #expect(try shown.json()[member: "crop_end_at"] == cut)
      #expect(visit.server.ledger.charges.count == 3)
    }
  }

  /// A file that Segue has made is that song, wherever it was moved to.
  @Test func aFileThatIsKnownNeedsNoIdentifier() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      try FileManager.default.copyItem(
        atPath: song.path, toPath: visit.folder.path(of: "elsewhere.mp3"))
      let run = try await visit.segue(
        "extend", "elsewhere.mp3", "--at", "6", "--lyrics", "song.txt", "--dry-run", "--format",
        "json")
      #expect(run.status == 0, "\(run.errors)")
      #expect(try run.json()[member: "body.morph.riff_id"]?.text == song.id)
      try visit.folder.write(WAVFile(clicksFor: 3).bytes, to: "stranger.wav")
      let stranger = try await visit.segue(
        "extend", "stranger.wav", "--at", "1", "--lyrics", "song.txt", "--dry-run")
      #expect(stranger.status == 64)
      #expect(stranger.errors.contains("--song-id"))
    }
  }

  @Test func theWordsOfTheNewPartComeFromTheFileRoundByRound() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      try visit.folder.write(
        Array("[Verse]\nfirst part\n---\n[Chorus]\nsecond part\n".utf8), to: "parts.txt")
      let run = try await visit.segue(
        "extend", song.id, "--rounds", "2", "--yes", "--lyrics", "parts.txt", "--output", "songs")
      #expect(run.status == 0, "\(run.errors)")
      let bodies = visit.server.ledger.charges.dropFirst().map(\.body)
      #expect(bodies.first?.contains("first part") == true)
      #expect(bodies.last?.contains("second part") == true)
      #expect(bodies.last?.contains("first part") == false)
    }
  }

  @Test func aPartWithoutWordsIsToldBeforeAnythingIsPaid() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      try visit.folder.write(
        Array("[Verse]\nla\n---\n \n---\n[Chorus]\nlu\n".utf8), to: "parts.txt")
      let run = try await visit.segue(
        "extend", song.id, "--rounds", "3", "--yes", "--lyrics", "parts.txt", "--output", "songs")
      #expect(run.status == 64)
      #expect(
        run.errors
          == "segue: noLyrics: parts.txt: there are no words in part 2 of the lyrics file\n")
      #expect(visit.server.ledger.charges.count == 1)
    }
  }

  @Test func aLowConfidenceStopsAndExplains() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      let run = try await visit.segue("extend", song.id, "--from", "end", "--lyrics", "song.txt")
      #expect(run.status == 1)
      #expect(run.errors.contains("--yes"))
      #expect(visit.server.ledger.charges.count == 1)
      #expect(try await visit.runs().count == 1)
    }
  }

  @Test func theBudgetOfTheRunEndsItWithWhatItHas() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      let run = try await visit.segue(
        "extend", song.id, "--until", "10:00", "--max-requests", "1", "--yes", "--format", "json",
        "--output", "songs")
      #expect(run.status == 1)
      #expect(run.errors.contains("budgetSpent"))
      #expect(try run.json()[member: "state"] == "stopped")
      #expect(try run.songs().count == 2)
      #expect(visit.server.ledger.charges.count == 2)
      let none = try await visit.segue("resume")
      #expect(none.status == 0)
      #expect(none.errors.contains("segue resume 2"))
      let more = try await visit.segue("resume", "2", "--max-requests", "2")
      #expect(more.status == 1)
      #expect(visit.server.ledger.charges.count == 3)
    }
  }

  @Test func everyRunThatWasStoppedIsNamed() async throws {
    try await OrderVisit.visit(
      faults: [.init(on: .submit, times: nil, .quota(status: 403))]
    ) { visit in
      for _ in 0..<2 { _ = try await visit.generate() }
      let run = try await visit.segue("resume")
      #expect(run.status == 0)
      #expect(run.errors.contains("segue: runs 2, 1 were stopped: "), "\(run.errors)")
    }
  }

  @Test func theBudgetOfTheDayHoldsOverProcesses() async throws {
    try await OrderVisit.visit { visit in
      try visit.folder.write(Array(#"{"max_requests_per_day": 3}"#.utf8), to: "config.json")
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<6 {
          group.addTask {
            try await visit.segue("generate", "--topic", "rain", "--config", "config.json").status
          }
        }
        return try await group.reduce(into: [Int]()) { $0.append($1) }
      }
      #expect(statuses.filter { $0 == 0 }.count == 3)
      #expect(statuses.filter { $0 == 1 }.count == 3)
      #expect(visit.server.ledger.charges.count == 3)
    }
  }

  @Test func whatCouldNotBeWrittenDownIsNotPaidFor() async throws {
    try await OrderVisit.visit { visit in
      let run = try await visit.segue(
        "generate", "--topic", "rain", "--output", "song.txt/songs", "--quiet")
      #expect(run.status == 1)
      #expect(
        run.errors.hasSuffix("song.txt/songs: the folder cannot be made: Not a directory\n"),
        "\(run.errors)")
      #expect(visit.server.ledger.charges.count == 0)
    }
  }

  /// The folder of the run has turned into something that nothing can be written to.
  @Test func aRunGoesOnInAnotherFolder() async throws {
    try await OrderVisit.visit { visit in
      _ = try await visit.segue(
        "generate", "--topic", "rain", "--output", "songs",
        environment: ["SEGUE_CRASH_AT": "after acknowledged 1"])
      try FileManager.default.removeItem(atPath: visit.folder.path(of: "songs"))
      try visit.folder.write([], to: "songs")
      #expect(try await visit.segue("resume", "1").status != 0)
      #expect(try await visit.segue("resume", "--output", "other").status == 64)
      let run = try await visit.segue("resume", "1", "--output", "other")
      #expect(run.status == 0, "\(run.errors)")
      let paths = run.output.split(separator: "\n")
      #expect(paths.count == 2)
      #expect(paths.allSatisfy { $0.hasPrefix(visit.folder.path(of: "other/")) })
      #expect(visit.server.ledger.charges.count == 1)
    }
  }

  @Test(.timeLimit(.minutes(20)))
  func anInterruptedRunSaysHowToGoOn() async throws {
    try await OrderVisit.visit(pace: .seconds(600)) { visit in
      let script = """
        set -m
        "$0" generate --topic rain 2>errors & pid=$!
        until grep -q ordered: errors; do sleep 0.05; done
        kill -INT $pid
        wait $pid
        """
      let run = try await CommandRun(
        "/bin/bash", ["-c", script, CommandRun.product("segue")], in: visit.folder.path,
        environment: [
          "SEGUE_BASE_URL": visit.server.baseURL, "SEGUE_API_KEY": OrderVisit.key,
          "SEGUE_HOME": visit.folder.path(of: "home"),
        ])
      #expect(run.status == 130)
      let errors = String(decoding: try visit.folder.bytes(of: "errors"), as: UTF8.self)
      #expect(errors.hasSuffix("segue: interrupted; segue resume 1 goes on\n"), "\(errors)")
    }
  }

  @Test func aRequestInDoubtNamesItsRun() async throws {
    let fault = FaultPlan.Rule(on: .submit, .drop)
    try await OrderVisit.visit(faults: [fault]) { visit in
      let run = try await visit.segue("generate", "--topic", "rain")
      #expect(run.status == 1)
      #expect(run.errors.contains("then say segue resume 1 with --adopt ID"), "\(run.errors)")
    }
  }

  @Test func twoProcessesOnOneRunPayOnce() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      _ = try await visit.segue(
        "extend", song.id, "--yes", "--output", "songs",
        environment: ["SEGUE_CRASH_AT": "before intended 1"])
      async let one = visit.segue("resume", "2")
      async let other = visit.segue("resume", "2")
      let statuses = try await [one.status, other.status]
      #expect(statuses.contains(0))
      #expect(visit.server.ledger.charges.count == 2)
      #expect(try await visit.runs().first?[member: "state"] == "done")
    }
  }

  @Test func theKeyIsNowhereInTheLibrary() async throws {
    try await OrderVisit.visit { visit in
      _ = try await visit.freshSong()
      let home = visit.folder.path(of: "home")
      let names = try FileManager.default.subpathsOfDirectory(atPath: home)
      #expect(names.contains("library.sqlite"))
      for name in names {
        let data = FileManager.default.contents(atPath: "\(home)/\(name)") ?? Data()
        #expect(data.range(of: Data(OrderVisit.key.utf8)) == nil)
      }
      let mode = try FileManager.default.attributesOfItem(atPath: home + "/library.sqlite")
      #expect((mode[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }
  }

  @Test func aRunGoesOnAtItsOwnProviderAlone() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      _ = try await visit.segue(
        "extend", song.id, "--yes", environment: ["SEGUE_CRASH_AT": "after acknowledged 1"])
      let run = try await visit.segue(
        "resume", environment: ["SEGUE_BASE_URL": "http://127.0.0.1:9"])
      #expect(run.status == 64)
      #expect(run.errors.contains("otherProvider"))
    }
  }

  @Test func aSongIsAddedShownAndForgotten() async throws {
    let folder = try TemporaryFolder()
    try folder.write(WAVFile(clicksFor: 3).bytes, to: "song.wav")
    try folder.write(Array("[Chorus]\nla\n".utf8), to: "song.txt")
    func segue(_ arguments: String...) async throws -> CommandRun {
      try await SegueRun.run(arguments, in: folder.path)
    }
    let added = try await segue(
      "library", "add", "song.wav", "--song-id", "abc-1", "--lyrics", "song.txt", "--title", "La")
    #expect(added.status == 0, "\(added.errors)")
    let list = try await segue("library", "list", "--format", "json")
    let song = try #require(try list.json().elements?.first)
    #expect(song[member: "song_id"] == "abc-1")
    #expect(song[member: "duration_s"] == 3)
    #expect(song[member: "lyrics"]?.text?.hasPrefix("[Chorus]") == true)
    #expect(try await segue("library", "show", "abc").status == 0)
    #expect(try await segue("library", "remove", "abc-1").status == 0)
    let gone = try await segue("library", "show", "abc-1")
    #expect(gone.status == 64)
    #expect(gone.errors.contains("unknownSong"))
    #expect(try await segue("resume", "7").status == 64)
    let blank = try await segue("library", "add", "song.wav", "--song-id", "abc-1", "--tag", "")
    #expect(blank.status == 64)
    #expect(blank.errors.contains("--tag is empty"), "\(blank.errors)")
    #expect(FileManager.default.fileExists(atPath: folder.path(of: "song.wav")))
  }

  @Test func aTruncatedFileIsToldAsItIsAdded() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Array(WAVFile(clicksFor: 3).bytes.dropLast(1000)), to: "song.wav")
    let added = try await SegueRun.run(
      ["library", "add", "song.wav", "--song-id", "abc-1"], in: folder.path)
    #expect(added.status == 0)
    #expect(added.output == "abc-1\n")
    #expect(added.errors.hasPrefix("segue: song.wav: truncated: "), "\(added.errors)")
    let shown = try await SegueRun.run(
      ["library", "show", "abc-1", "--format", "json"], in: folder.path)
    #expect(try shown.json()[member: "decode_status"] == "truncated")
    #expect(try shown.json()[member: "problem"]?.text?.hasPrefix("truncated: ") == true)
  }

  /// All of the demonstration is run, in release, by `samples/quickstart.sh`.
  @Test func theDemonstrationTakesNoFolderThatIsThere() async throws {
    let folder = try TemporaryFolder()
    try folder.write([], to: "taken")
    let run = try await SegueRun.run(["demo", "--output", "taken"], in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("cannotWrite: taken"))
  }

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

  @Test func theSeamOfTwoFilesIsTold() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      let run = try await visit.segue(
        "extend", song.id, "--yes", "--format", "json", "--output", "songs")
      let result = try #require(try run.songs().first?[member: "path"]?.text)
      guard
        case .number(let cut) = try run.json()[member: "rounds"]?.elements?
          .first?[member: "choice.crop_end_at"]
      else {
        Issue.record("no cut in \(run.output)")
        return
      }
      let seam = try await visit.segue(
        "seam", song.path, result, "--at", "\(cut)", "--format", "json")
      #expect(seam.status == 0, "\(seam.errors)")
      #expect(try await JSONSchema.seam.faults(in: seam.output) == "")
      #expect(try seam.json()[member: "verdict"] == "clean")
      let other = try await visit.segue("seam", song.path, "song.txt", "--at", "6.4")
      #expect(other.status == 1)
      #expect(other.errors.contains("not audio"))
    }
  }

  @Test func aCutIsWrittenToTheFrame() async throws {
    let folder = try TemporaryFolder()
    try folder.write(WAVFile(clicksFor: 3).bytes, to: "song.wav")
    func cut(_ arguments: String...) async throws -> CommandRun {
      try await SegueRun.run(["cut", "song.wav"] + arguments, in: folder.path)
    }
    #expect(try await cut("--at", "2", "--last", "0.5", "-o", "tail.wav").status == 0)
    let run = try await SegueRun.run(
      ["analyze", "tail.wav", "--format", "json"], in: folder.path)
    #expect(try run.json()[member: "decode.duration_s"] == 0.5)
    for (arguments, words) in [
      (["--at", "2", "-o", "tail.wav"], "fileExists: tail.wav: there is such a file"),
      (["--at", "4", "-o", "late.wav"], "beyondSong: song.wav: the song ends at 0:03.00"),
      (["--at", "2", "-o", "late"], "unknownEnding: late: its ending says nothing"),
    ] {
      let run = try await SegueRun.run(["cut", "song.wav"] + arguments, in: folder.path)
      #expect(run.status == 64)
      #expect(run.errors.hasPrefix("segue: " + words), "\(run.errors)")
    }
    let never = try await cut("--at", "99999999999999999999", "-o", "late.wav")
    #expect(never.status == 64)
    #expect(never.errors.contains("99999999999999999999 is no time after 0"))
    #expect(!FileManager.default.fileExists(atPath: folder.path(of: "late.wav")))
  }

  /// Beyond a limit on the size of files the system refuses to write, as on a full disk.
  @Test(arguments: ["wav", "flac", "mp3", "ogg", "aiff"])
  func aCutThatCannotBeWrittenWholeIsNoSuccess(ending: String) async throws {
    let folder = try TemporaryFolder()
    let noise = Signals.noise(amplitude: 0.5, frameCount: 20 * 44_100, seed: 3)
    var song = WAVFile(samples: noise)
    song.sampleRate = 44_100
    try folder.write(song.bytes, to: "song.wav")
    let script = "trap '' XFSZ; ulimit -f 100; exec \"$0\" cut song.wav --at 19 -o cut.\(ending)"
    let run = try await CommandRun(
      "/bin/bash", ["-c", script, CommandRun.product("segue")], in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.hasSuffix("cannot write: File too large\n"), "\(run.errors)")
    #expect(try folder.names() == ["song.wav"])
  }
}

extension OrderVisit {
  /// A song that was just ordered: its id, and its file.
  func freshSong() async throws -> (id: String, path: String) {
    let song = try #require(
      try await generate("--format", "json", "--output", "songs").songs().first)
    return (
      try #require(song[member: "song_id"]?.text), try #require(song[member: "path"]?.text)
    )
  }
}
