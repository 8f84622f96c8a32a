import Foundation
import RiffusionAPI
import RiffusionStandIn
import SongRuns
import TestSupport
import Testing

@Suite(.serialized) struct OrderCommandTests {
  @Test func aSongIsOrderedExtendedAndMended() async throws {
    try await OrderVisit.visit { visit in
      let generated = try await visit.generate("--output", "songs", "--format", "json")
      #expect(generated.status == 0)
      #expect(try await JSONSchema.run.faults(in: generated.output) == "")
      let song = try #require(try generated.songs().first)
      let id = try #require(song[member: "song_id"]?.text)
      let path = try #require(song[member: "path"]?.text)
      #expect(path.hasSuffix("/songs/Harbour [\(id)].mp3"))

      for transform in [
        ["extend", id, "--at", "1.28", "--lyrics", "song.txt"],
        ["inpaint", id, "--range", "0:02.56-0:07.04", "--lyrics", "song.txt"],
        ["cover", id, "--lyrics", "song.txt"], ["swap-vocals", id, "--lyrics", "song.txt"],
        ["swap-sound", id, "--lyrics", "song.txt"],
      ] {
        let run = try await SegueRun.run(
          transform + ["--output", "songs", "--format", "json"], in: visit.folder.path,
          environment: [
            "SEGUE_BASE_URL": visit.server.baseURL, "SEGUE_API_KEY": OrderVisit.key,
          ])
        #expect(run.status == 0, "\(run.errors)")
        #expect(try await JSONSchema.run.faults(in: run.output) == "")
        let songs = try run.songs()
        #expect(songs.count == 2)
        #expect(songs.allSatisfy { $0[member: "title"]?.text?.hasPrefix("Harbour(") == true })
        #expect(songs.allSatisfy { $0[member: "decode_status"] == "ok" })
      }
      #expect(visit.server.ledger.charges.count == 6)
      #expect(visit.server.ledger.keysSeenOnMedia == [])
    }
  }

  @Test func textPrintsThePathsAndEverythingElseGoesToStandardError() async throws {
    try await OrderVisit.visit { visit in
      let run = try await visit.generate()
      let paths = run.output.split(separator: "\n").map(String.init)
      #expect(paths.count == 2)
      #expect(paths.allSatisfy { FileManager.default.fileExists(atPath: $0) })
      #expect(run.errorLines.count == 2)
      #expect(run.errorLines[0] == "segue: run 1: generate")
      #expect(run.errorLines[1].hasPrefix("segue: ordered: openai-hk:songs:"))
    }
  }

  @Test(arguments: [StandInDialect.openAIHK, .musicapi, .producer])
  func anOrderIsFollowedByItsHandle(dialect: StandInDialect) async throws {
    try await OrderVisit.visit(dialect) { visit in
      let choice = ["SEGUE_PROVIDER": dialect.rawValue]
      let ordered = try await visit.segue(
        "generate", "--topic", "rain", "--no-wait", environment: choice)
      #expect(ordered.status == 0)
      let handle = ordered.output.trimmingCharacters(in: .newlines)
      #expect(handle.hasPrefix("\(dialect.rawValue):"))
      #expect(!ordered.errors.contains(handle))

      let status = try await visit.segue("status", handle, environment: choice)
      #expect(status.status == 0)
      #expect(status.output.hasPrefix(handle))

      let fetched = try await visit.segue("fetch", handle, environment: choice)
      #expect(fetched.status == 0, "\(fetched.errors)")
      #expect(fetched.output.split(separator: "\n").count == 2)
      // Once more costs nothing, and adds no file.
      let again = try await visit.segue("fetch", handle, environment: choice)
      #expect(again.output == fetched.output)
      #expect(visit.server.ledger.charges.count == 1)
    }
  }

  @Test func aJobThatCannotBeAskedForStopsNoOther() async throws {
    try await OrderVisit.visit(.musicapi) { visit in
      let choice = ["SEGUE_PROVIDER": "musicapi"]
      let ordered = try await visit.segue(
        "generate", "--topic", "rain", "--no-wait", environment: choice)
      let handle = ordered.output.trimmingCharacters(in: .newlines)
      let told = try await visit.segue("status", "no-such-task", handle, environment: choice)
      #expect(told.status == 1)
      #expect(told.output.hasPrefix(handle))
      #expect(told.errors.contains("unknownTask"), "\(told.errors)")
      let none = try await visit.segue(
        "status", "no-such-task", "--format", "json", environment: choice)
      #expect(none.status == 2)
      #expect(try none.json()[member: "error.code"] == "unknownTask")
      #expect(try await JSONSchema.job.faults(in: none.output) == "")
    }
  }

  @Test(arguments: ["fetch", "status"], ["", " ", ","])
  func anEmptyJobIsAUsageError(command: String, job: String) async throws {
    let run = try await SegueRun.run([command, "openai-hk:songs:a", job])
    #expect(run.status == 64)
    #expect(run.errors.contains("A job is empty"))
  }

  @Test func aFolderThatCannotBeMadeIsToldBeforeAnythingIsAsked() async throws {
    try await OrderVisit.visit { visit in
      let run = try await visit.segue("fetch", "a", "--output", "song.txt/below")
      #expect(run.status == 1)
      #expect(run.errors.hasPrefix("segue: cannotWrite: "))
      #expect(run.errors.contains("song.txt/below: the folder cannot be made"))
      #expect(visit.server.ledger.requests.isEmpty)
    }
  }

  @Test func severalSongsAreFetchedByOneQuestionEach() async throws {
    try await OrderVisit.visit { visit in
      var ids: [String] = []
      for _ in 0..<3 {
        let run = try await visit.generate("--no-wait")
        let handle = try #require(JobHandle(run.output.trimmingCharacters(in: .newlines)))
        if case .songs(let songs) = handle.reference { ids += songs }
      }
      let run = try await SegueRun.run(
        ["fetch"] + ids, in: visit.folder.path,
        environment: ["SEGUE_BASE_URL": visit.server.baseURL, "SEGUE_API_KEY": OrderVisit.key])
      #expect(run.status == 0)
      #expect(run.output.split(separator: "\n").count == 6)
      let polls = visit.server.ledger.requests.filter { $0.path.contains("feed") }
      #expect(polls.first?.path.filter { $0 == "," }.count == 5)
    }
  }

  /// The deadline is ten minutes away.
  @Test(arguments: [StandInDialect.openAIHK, .yutoai, .musicapi, .producer])
  func whatTheProviderDoesNotKnowIsToldAfterAFewQuestions(
    dialect: StandInDialect
  ) async throws {
    try await OrderVisit.visit(dialect) { visit in
      let run = try await visit.segue(
        "fetch", "no-such-id", environment: ["SEGUE_PROVIDER": dialect.rawValue])
      #expect(run.status == 2)
      #expect(run.errors.contains("unknownTask"), "\(run.errors)")
      #expect(run.errors.contains("the provider does not know this id"))
      #expect(visit.server.ledger.requests.count == 3)
    }
  }

  @Test func aSongBesideAnUnknownOneIsBrought() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      let run = try await visit.segue("fetch", "no-such-id", song.id, "--output", "songs")
      #expect(run.status == 1)
      #expect(run.output == song.path + "\n")
      #expect(run.errors.contains("unknownTask: no-such-id: "), "\(run.errors)")
    }
  }

  @Test func statusNamesTheSongsThatTheProviderDoesNotKnow() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      let some = try await visit.segue("status", "no-such-id", song.id, "nor-this")
      #expect(some.status == 1)
      #expect(some.output.contains("  \(song.id)  succeeded"), "\(some.output)")
      #expect(some.errors.contains("unknownTask: no-such-id, nor-this: "), "\(some.errors)")
      let none = try await visit.segue("status", "no-such-id", "--format", "json")
      #expect(none.status == 2)
      #expect(try none.json()[member: "error.code"] == "unknownTask")
      #expect(try await JSONSchema.job.faults(in: none.output) == "")
    }
  }

  /// What was just ordered may be unknown for a moment (an order is taken by one machine of the
  /// provider, and asked for at another).
  @Test(arguments: [StandInDialect.openAIHK, .musicapi])
  func statusAsksAgainForWhatIsNotKnownYet(dialect: StandInDialect) async throws {
    let rules = [FaultPlan.Rule(on: .poll, times: 2, .unknown)]
    try await OrderVisit.visit(dialect, faults: rules) { visit in
      let choice = ["SEGUE_PROVIDER": dialect.rawValue]
      let ordered = try await visit.segue(
        "generate", "--topic", "rain", "--no-wait", environment: choice)
      let handle = ordered.output.trimmingCharacters(in: .newlines)
      let status = try await visit.segue("status", handle, environment: choice)
      #expect(status.status == 0, "\(status.errors)")
      #expect(visit.server.ledger.charges.count == 1)
    }
  }

  @Test func aWaitLongerThanOursIsToldAndLosesNothing() async throws {
    let rules = [FaultPlan.Rule(on: .poll, .rateLimit(seconds: 3600))]
    try await OrderVisit.visit(faults: rules) { visit in
      let run = try await visit.generate()
      #expect(run.status == 2)
      #expect(run.errors.contains("wait 3600 s"), "\(run.errors)")
      #expect(run.errorLines.last?.contains("rateLimited: ") == true, "\(run.errors)")
      #expect(run.errorLines.last?.contains("nothing is lost: segue resume 1") == true)
      let resumed = try await visit.segue("resume", "1")
      #expect(resumed.status == 0, "\(resumed.errors)")
      #expect(resumed.output.split(separator: "\n").count == 2)
      #expect(visit.server.ledger.charges.count == 1)
    }
  }

  @Test func aDryRunPrintsTheRequestAndSendsNothing() async throws {
    try await OrderVisit.visit { visit in
      let run = try await visit.generate("--dry-run", "--field", "seed=7")
      #expect(run.status == 0)
      #expect(run.output.contains("POST \(visit.server.baseURL)/riffusion/generate\n"))
      #expect(run.output.contains("Authorization: Bearer <redacted>\n"))
      #expect(run.output.contains("\"seed\" : 7"))
      // What could hide other text is written as JSON also has it.
      let hiding = try await visit.generate("--dry-run", "--field", "mood=\"\u{202E}\u{9B}31m\"")
      #expect(hiding.output.contains(#""mood" : "\u202e\u009b31m""#), "\(hiding.output)")
      let bare = try await visit.generate("--dry-run", "--field", "mood=calm")
      #expect(bare.status == 64)
      #expect(bare.errors.contains("write seed=7, or a text as JSON has it"))
      let upload = try await visit.segue(
        "extend", "song.mp3", "--upload", "https://example.com/song.mp3", "--at", "60",
        "--lyrics", "song.txt", "--tag", "pop", "--title", "t", "--dry-run", "--format", "json")
      #expect(upload.status == 0)
      let requests = try #require(try upload.json().elements)
      #expect(requests.map { $0[member: "path"] } == ["/riffusion/upload", "/riffusion/generate"])
      #expect(requests[1][member: "body.morph.audio_upload_id"] == "<upload id>")
      #expect(visit.server.ledger.requests == [])
    }
  }

  @Test func whatIsMissingIsNamedBeforeAnythingIsPaid() async throws {
    try await OrderVisit.visit { visit in
      let run = try await visit.segue("extend", "no-such-id", "--at", "60")
      #expect(run.status == 64)
      #expect(run.errors.contains("lyrics"))
      #expect(visit.server.ledger.charges == [])
    }
  }

  static let failures: [(Fault, Int32, String)] = [
    (.unauthorized, 2, "set SEGUE_API_KEY"), (.quota(status: 403), 2, "quota"),
    (.moderation(status: 403), 2, "moderation"), (.rateLimit(seconds: 3), 2, "rateLimited"),
    (.retired(status: 410), 2, "retiredOperation"), (.drop, 1, "in doubt"),
    (.serverErrorAfterCharge(status: 500), 1, "in doubt"),
  ]

  @Test(arguments: failures)
  func theExitStatusTellsARefusalFromADoubt(
    fault: Fault, status: Int32, words: String
  ) async throws {
    try await OrderVisit.visit(faults: [.init(on: .submit, times: nil, fault)]) { visit in
      let run = try await visit.generate("--format", "json")
      #expect(run.status == Int(status))
      #expect(run.errors.contains(words))
      #expect(!(run.errors + run.output).contains(OrderVisit.key))
      #expect(try await JSONSchema.run.faults(in: run.output) == "")
      #expect(try run.json()[member: "state"] == (status == 1 ? "in-doubt" : "stopped"))
      #expect(visit.server.ledger.charges.count <= 1)
    }
  }

  @Test func oneSongOfTwoIsHalfASuccess() async throws {
    try await OrderVisit.visit(faults: [.init(on: .submit, .failSong(1))]) { visit in
      let run = try await visit.generate()
      #expect(run.status == 1)
      #expect(run.output.split(separator: "\n").count == 1)
      #expect(run.errors.contains("generationFailed"))
    }
  }

  @Test func aJobOfAnotherAddressIsNotAskedForHere() async throws {
    try await OrderVisit.visit { visit in
      let run = try await visit.segue("fetch", "openai-hk:songs:abc")
      #expect(run.status == 64)
      #expect(run.errors.contains("otherProvider"))
      #expect(visit.server.ledger.requests == [])
    }
  }

  @Test func theAccountCommandsSpeak() async throws {
    try await OrderVisit.visit(.musicapi) { visit in
      let choice = ["SEGUE_PROVIDER": "musicapi"]
      let credits = try await visit.segue("credits", environment: choice)
      #expect(credits.output.hasSuffix(" credits\n"))
      let lyrics = try await visit.segue("lyrics", "the \u{1B}[2J sky", environment: choice)
      #expect(lyrics.output.contains("\n---\n"))
      #expect(lyrics.output.contains("Sing it for the \u{FFFD}[2J sky\n"))
      #expect(lyrics.output.hasSuffix("\n"))
      let upload = try await visit.segue(
        "upload", "https://example.com/a.mp3", environment: choice)
      #expect(upload.status == 0)
      #expect(!upload.output.isEmpty)
      #expect(visit.server.ledger.charges.count == 2)
    }
  }

  /// The signal comes twice, as `timeout` sends it.
  @Test(.timeLimit(.minutes(20)))
  func anOrderThatIsInterruptedIsInDoubt() async throws {
    try await OrderVisit.visit(faults: [.init(on: .submit, .hang(seconds: nil))]) { visit in
      let script = """
        set -m
        "$0" generate --topic rain & pid=$!
        until [ -e received ]; do sleep 0.05; done
        kill -INT $pid; kill -INT $pid
        wait $pid
        """
      async let interrupted = CommandRun(
        "/bin/bash", ["-c", script, CommandRun.product("segue")], in: visit.folder.path,
        environment: [
          "SEGUE_BASE_URL": visit.server.baseURL, "SEGUE_API_KEY": OrderVisit.key,
          "SEGUE_HOME": visit.folder.path(of: "home"),
        ])
      while visit.server.ledger.charges.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
      try visit.folder.write([], to: "received")
      let run = try await interrupted
      #expect(run.status == 130)
      #expect(run.errors.contains("in doubt"))
      #expect(visit.server.ledger.charges.count == 1)
    }
  }

  @Test func withoutAKeyNothingIsSent() async throws {
    try await OrderVisit.visit { visit in
      let run = try await visit.segue(
        "credits", environment: ["SEGUE_PROVIDER": "musicapi", "SEGUE_API_KEY": ""])
      #expect(run.status == 2)
      #expect(run.errors.contains("set SEGUE_API_KEY"))
      #expect(visit.server.ledger.requests == [])
    }
  }
}
