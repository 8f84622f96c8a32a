import Foundation
import RiffusionAPI
import RiffusionStandIn
import TestSupport
import Testing

/// `segue batch` as a user and a scheduler run it.
@Suite struct BatchCommandTests {
  @Test func aBadFileStopsNothing() async throws {
    let inputs = try InputFolder()
    let run = try await SegueRun.run(
      ["batch", ".", "--output", "out", "--report"], in: inputs.folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("3 of 5 songs analysed, 2 failed"))
    #expect(run.errors.contains("files that end too early: 1 (see status in songs.csv)"))
    #expect(run.errors.contains("./page.mp3: notAudio: this is an HTML page"))
    let lines = try BatchOutput(inputs.folder, "out").songs()
    #expect(lines.count == 5)
    #expect(lines.count { $0[member: "error"] != nil } == 2)
    let index = try inputs.folder.bytes(of: "out/index.html")
    #expect(String(decoding: index, as: UTF8.self).contains("pages/"))
    #expect(try inputs.folder.bytes(of: "out/songs.csv").split(separator: 0x0a).count == 6)
    let summary = try BatchOutput(inputs.folder, "out").summaryLine()
    #expect(try await JSONSchema.batch.faults(in: summary) == "")
    let spoiled = summary.replacing("\"failed\":2", with: "\"failed\":\"2\"")
    #expect(try await JSONSchema.batch.faults(in: spoiled) != "")
  }

  @Test func aPageThatCannotBeWrittenStopsNoSong() async throws {
    let catalogue = try Catalogue(songs: 2)
    #expect(try await catalogue.batch("out", "--report").status == 0)
    let files = FileManager.default
    let pages = catalogue.folder.path(of: "out/pages")
    let page = try #require(try files.contentsOfDirectory(atPath: pages).first)
    let result = "out/results/" + page.replacing(".html", with: ".json")
    try files.removeItem(atPath: "\(pages)/\(page)")
    try files.createDirectory(atPath: "\(pages)/\(page)", withIntermediateDirectories: false)
    try files.removeItem(atPath: catalogue.folder.path(of: result))
    let run = try await catalogue.batch("out", "--report")
    #expect(run.status == 1)
    #expect(run.errors.contains("cannotWrite: out/pages/\(page): Is a directory"))
    #expect(run.errors.contains("2 of 2 songs analysed"))
    #expect(run.errors.hasSuffix("pages that could not be written: 1\n"))
    #expect(files.fileExists(atPath: catalogue.folder.path(of: result)))
  }

  @Test func aSecondRunHasNothingToDo() async throws {
    let catalogue = try Catalogue(songs: 3)
    #expect(try await catalogue.batch("a").status == 0)
    let again = try await catalogue.batch("a")
    #expect(again.status == 0)
    #expect(again.errors == "segue: 3 of 3 songs analysed; nothing was left to do\n")
  }

  @Test func shardsComeTogetherAsOneMachineWouldHaveDoneIt() async throws {
    let catalogue = try Catalogue(songs: 8)
    #expect(try await catalogue.batch("alone").status == 0)
    for index in 0..<3 {
      _ = try await catalogue.batch("split", "--shard", "\(index)/4")
    }
    let early = try await catalogue.segue("batch", "--collect", "split")
    #expect(early.status == 1)
    #expect(early.errors.contains("not complete: shard 3/4"))
    let split = try BatchOutput(catalogue.folder, "split")
    let summaries = try split.summaryLine() + split.summaryLine("summary-2-of-4.json")
    #expect(try await JSONSchema.batch.faults(in: summaries) == "")
    _ = try await catalogue.batch("split", "--shard", "3/4")
    let collected = try await catalogue.segue("batch", "--collect", "split")
    #expect(collected.status == 0, "\(collected.errors)")
    #expect(try BatchOutput(catalogue.folder, "split") == BatchOutput(catalogue.folder, "alone"))
  }

  /// The songs of an order, by their addresses and by their ids, which both lead to the same sound.
  @Test func songsAreFetchedFromAddressesAndProviders() async throws {
    try await OrderVisit.visit { visit in
      let songs = try await visit.generate("--format", "json").songs()
      let ids = songs.compactMap { $0[member: "song_id"]?.text }
      try #require(ids.count == 2)
      let media = "\(visit.server.baseURL)/media"
      let addresses = ids.map { "\(media)/\($0).mp3" }
      let none = "\(media)/none.mp3"
      let lines =
        ids.map { "{\"song_id\": \"\($0)\"}\n" }.joined()
        + "{\"url\": \"\(addresses[0])\"}\n{\"song_id\": \"none\"}\n"
      try visit.folder.write(Array(lines.utf8), to: "list.jsonl")
      let inputs = ["list.jsonl", addresses[1], none]
      let run = try await visit.batch(inputs)
      #expect(run.status == 1)
      #expect(run.errors.contains("4 of 6 songs analysed, 2 failed"), "\(run.errors)")
      #expect(run.errors.contains("\(none): expired: "), "\(run.errors)")
      let found = try BatchOutput(visit.folder, "out").songs()
      #expect(found.prefix(2).map { $0[member: "source.song_id"]?.text } == ids)
      #expect(found[2][member: "source.path"]?.text == addresses[0])
      #expect(found[4][member: "source.path"]?.text == addresses[1])
      let content = [0, 2, 1, 4].map { found[$0][member: "source.sha256"]?.text }
      #expect(content[0] == content[1] && content[2] == content[3])
      #expect(visit.server.ledger.keysSeenOnMedia == [])
      let again = try await visit.batch(inputs)
      #expect(again.errors.contains("nothing was left to do"))
    }
  }

  @Test func whatFailedByTheKeyIsTriedAgain() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      try visit.folder.write(Array("song_id\n\(song.id)\n".utf8), to: "list.csv")
      let inputs = ["list.csv", song.path, "none.wav"]
      let refused = try await visit.batch(inputs, key: "hk-of-another")
      #expect(refused.status == 1)
      #expect(refused.errors.contains("1 of 3 songs analysed, 2 failed"), "\(refused.errors)")
      #expect(refused.errors.contains("\(song.id): authentication: "), "\(refused.errors)")
      let again = try await visit.batch(inputs)
      #expect(again.errors.contains("2 of 3 songs analysed, 1 failed; 1 in"), "\(again.errors)")
    }
  }

  @Test func aFullDiskIsNoFailureOfTheSongThatMetIt() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      let address = "\(visit.server.baseURL)/media/\(song.id).mp3"
      try FileManager.default.createDirectory(
        atPath: visit.folder.path(of: "out"), withIntermediateDirectories: true)
      try visit.folder.write([], to: "out/audio")
      let run = try await visit.batch([address])
      #expect(run.status == 1)
      #expect(run.errors.contains("; the songs that are done are kept"), "\(run.errors)")
      try FileManager.default.removeItem(atPath: visit.folder.path(of: "out/audio"))
      let again = try await visit.batch([address])
      #expect(again.errors.contains("1 of 1 songs analysed; 1 in"), "\(again.errors)")
    }
  }

  @Test func whatIsFetchedHasToKeepTheLimitsToo() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      let address = "\(visit.server.baseURL)/media/\(song.id).mp3"
      let run = try await visit.segue(
        "batch", address, "--output", "out", "--max-megabytes", "0.01")
      #expect(run.status == 1)
      #expect(run.errors.contains("\(address): limitReached: "), "\(run.errors)")
      #expect(run.errors.contains("--max-megabytes"))
    }
  }

  /// Only where the provider itself is on this machine.
  @Test func anAddressOfThisMachineIsNotFetchedFromAnywhere() async throws {
    try await OrderVisit.visit { visit in
      let address = "\(visit.server.baseURL)/none.mp3"
      let run = try await visit.segue(
        "batch", address, "--output", "out", environment: ["SEGUE_BASE_URL": ""])
      #expect(run.status == 1)
      #expect(run.errors.contains("refusedAddress"), "\(run.errors)")
      #expect(visit.server.ledger.requests == [])
    }
  }

  @Test func aProviderThatCannotBeAskedForASongIsNotSaidToHaveNone() async throws {
    try await OrderVisit.visit(.musicapi) { visit in
      try visit.folder.write(Array("song_id\nabc\n".utf8), to: "list.csv")
      let run = try await visit.segue(
        "batch", "list.csv", "--output", "out", environment: ["SEGUE_PROVIDER": "musicapi"])
      #expect(run.status == 1)
      #expect(run.errors.contains("abc: notOffered: status: musicapi tells tasks"), "\(run.errors)")
    }
  }

  @Test func linesOfStandardInputAreSongs() async throws {
    let catalogue = try Catalogue(songs: 2)
    let run = try await SegueRun.run(
      ["batch", "-", "--output", "out"], in: catalogue.folder.path,
      input: "songs/0.wav\n{\"path\": \"songs/1.wav\", \"title\": \"Last\"}\n")
    #expect(run.status == 0, "\(run.errors)")
    let songs = try BatchOutput(catalogue.folder, "out").songs()
    #expect(songs.map { $0[member: "source"]?[member: "title"] } == [.null, "Last"])
  }

  @Test(arguments: [
    [], ["songs"], ["--output", "x"], ["--collect", "x", "songs"],
    ["songs", "--output", "x", "--jobs", "0"],
    ["songs", "--output", "x", "--jobs", "9223372036854775807"],
    ["songs", "--output", "x", "--max-connections", "9223372036854775807"],
    ["songs", "--output", "x", "--shard", "0/100000000000"],
    ["songs", "--output", "x", "--shard", "4/4"],
    ["none.csv", "--output", "x"],
  ])
  func whatIsNoBatchIsAUsageError(arguments: [String]) async throws {
    let catalogue = try Catalogue(songs: 1)
    let run = try await SegueRun.run(["batch"] + arguments, in: catalogue.folder.path)
    #expect(run.status == 64)
  }

  @Test func aBadConfigurationIsAUsageErrorHereToo() async throws {
    let catalogue = try Catalogue(songs: 1)
    try catalogue.folder.write(Array(#"{"max_crop": 1}"#.utf8), to: "config.json")
    let run = try await catalogue.segue(
      "batch", "https://songs.example/1.mp3", "--output", "out", "--config", "config.json")
    #expect(run.status == 64)
    #expect(run.errors.contains("config.json: max_crop is no setting"), "\(run.errors)")
  }

  @Test func aFolderThatCannotBeWrittenIsTold() async throws {
    let catalogue = try Catalogue(songs: 1)
    try catalogue.folder.write([], to: "file")
    let run = try await catalogue.batch("file")
    #expect(run.status == 1)
    #expect(run.errors.contains("file/results: the folder cannot be made"))
    let none = try await catalogue.segue("batch", "--collect", "nowhere")
    #expect(none.errors.contains("no batch was run"))
  }

  /// It is interrupted while a download hangs, which would not end by itself.
  @Test(arguments: ["INT", "TERM"])
  func anInterruptionLeavesASummaryAndIsTakenUpAgain(signal: String) async throws {
    let hang = FaultPlan.Rule(on: .download, nth: 3, .hang(seconds: nil))
    try await OrderVisit.visit(faults: [hang]) { visit in
      let home = visit.server.baseURL
      let address = "\(home)/media/\(try await visit.freshSong().id).mp3"
      let catalogue = try Catalogue(songs: 4)
      let run = try await catalogue.shell(
        """
        segue batch songs \(address) --base-url \(home) --output out --jobs 1 & pid=$!
        until [ -s out/ledgers/0-of-1.jsonl ]; do sleep 0.02; done
        kill -\(signal) $pid
        wait $pid
        echo "status $?"
        """)
      #expect(run.output == "status 130\n")
      let summary = try BatchOutput(catalogue.folder, "out").summary()
      #expect(summary[member: "run"]?[member: "interrupted"] == true)
      for output in ["out", "whole"] {
        let run = try await catalogue.batch(output, address, "--base-url", home)
        #expect(run.status == 0, "\(run.errors)")
      }
      #expect(try BatchOutput(catalogue.folder, "out") == BatchOutput(catalogue.folder, "whole"))
    }
  }

  /// The process is killed 20 times, later every time; what it left is taken up each time.
  @Test func aBatchThatIsKilledAgainAndAgainEndsAsIfNothingHadBeen() async throws {
    let catalogue = try Catalogue(songs: 30)
    let killed = try await catalogue.shell(
      """
      killed=0
      for instant in $(seq 20); do
        segue batch songs --output out 2>>log & pid=$!
        sleep "0.$(printf %03d $((instant * 23)))"
        kill -KILL $pid && killed=$((killed + 1))
        wait $pid
      done
      echo $killed
      """)
    #expect(Int(killed.output.trimmingCharacters(in: .newlines)) ?? 0 > 0)
    #expect(try await catalogue.batch("out").status == 0)
    #expect(try await catalogue.batch("whole").status == 0)
    #expect(try BatchOutput(catalogue.folder, "out") == BatchOutput(catalogue.folder, "whole"))
  }

  /// The lock of the other one is held by `flock`, which does not get ready before we look.
  @Test func twoProcessesDoNotWorkOnOneShard() async throws {
    let catalogue = try Catalogue(songs: 1)
    let run = try await catalogue.shell(
      """
      mkdir -p out/ledgers
      flock out/ledgers/0-of-1.jsonl segue batch songs --output out; echo $?
      """)
    #expect(run.output.hasPrefix("1\n"))
    #expect(run.errors.contains("another process is at work"))
  }
}

/// A folder with `songs/0.wav` and so on, each of its own content.
private struct Catalogue {
  let folder: TemporaryFolder

  init(songs count: Int) throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path(of: "songs"), withIntermediateDirectories: true)
    let clicks = WAVFile(clicksFor: 2).samples
    for number in 0..<count {
      let samples = clicks.map { $0 * Float(100 - number) / 100 }
      try folder.write(WAVFile(samples: samples).bytes, to: "songs/\(number).wav")
    }
  }

  func segue(_ arguments: String...) async throws -> CommandRun {
    try await SegueRun.run(arguments, in: folder.path)
  }

  func batch(_ output: String, _ arguments: String...) async throws -> CommandRun {
    try await SegueRun.run(["batch", "songs", "--output", output] + arguments, in: folder.path)
  }

  func shell(_ script: String) async throws -> CommandRun {
    let products = URL(filePath: CommandRun.product("segue")).deletingLastPathComponent().path
    return try await CommandRun(
      "/bin/bash", ["-c", "set -m; PATH='\(products)':$PATH\n" + script], in: folder.path)
  }
}

extension OrderVisit {
  /// Analyses songs into `out`, with a page on each.
  fileprivate func batch(_ inputs: [String], key: String = Self.key) async throws -> CommandRun {
    try await SegueRun.run(
      ["batch"] + inputs + ["--output", "out", "--report"], in: folder.path,
      environment: ["SEGUE_BASE_URL": server.baseURL, "SEGUE_API_KEY": key])
  }
}

/// What is left of a batch, as far as two runs must agree on it.
private struct BatchOutput: Equatable {
  private let results: [String: Data]
  private let tables: [Data?]
  private let path: String

  init(_ folder: TemporaryFolder, _ name: String) throws {
    path = folder.path(of: name)
    let path = path
    let names = try FileManager.default.contentsOfDirectory(atPath: path + "/results")
    results = names.filter { !$0.hasPrefix(".") }.reduce(into: [:]) {
      $0[$1] = FileManager.default.contents(atPath: path + "/results/" + $1)
    }
    tables = ["songs.jsonl", "songs.csv", "index.html", "inputs.jsonl"].map {
      FileManager.default.contents(atPath: path + "/" + $0)
    }
  }

  static func == (left: Self, right: Self) -> Bool {
    left.results == right.results && left.tables == right.tables
  }

  func songs() throws -> [JSONValue] {
    try (tables[0] ?? Data()).split(separator: 0x0a).map {
      try JSONDecoder().decode(JSONValue.self, from: $0)
    }
  }

  func summary() throws -> JSONValue {
    let data = try Data(contentsOf: URL(filePath: path + "/summary.json"))
    return try JSONDecoder().decode(JSONValue.self, from: data)
  }

  /// A summary as one line.
  func summaryLine(_ name: String = "summary.json") throws -> String {
    let text = try String(contentsOfFile: path + "/" + name, encoding: .utf8)
    return String(decoding: try JSONEncoder().encode(JSONValue(Data(text.utf8))), as: UTF8.self)
      + "\n"
  }
}
