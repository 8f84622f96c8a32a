import Foundation
import RiffusionAPI
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
    #expect(run.errors.contains("./page.mp3: notAudio: this is an HTML page"))
    let lines = try BatchOutput(inputs.folder, "out").songs()
    #expect(lines.count == 5)
    #expect(lines.count { $0[member: "error"] != nil } == 2)
    let index = try inputs.folder.bytes(of: "out/index.html")
    #expect(String(decoding: index, as: UTF8.self).contains("pages/"))
    #expect(try inputs.folder.bytes(of: "out/songs.csv").split(separator: 0x0a).count == 6)
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
      let lines = ids.map { "{\"song_id\": \"\($0)\"}\n" }.joined()
      try visit.folder.write(Array((lines + "{\"song_id\": \"none\"}\n").utf8), to: "list.jsonl")
      let run = try await visit.segue("batch", "list.jsonl", "--output", "out", "--report")
      #expect(run.status == 1)
      #expect(
        run.errors.contains("\(ids.count) of \(ids.count + 1) songs analysed"), "\(run.errors)")
      let found = try BatchOutput(visit.folder, "out").songs()
      #expect(found.prefix(ids.count).map { $0[member: "source"]?[member: "song_id"]?.text } == ids)
      let again = try await visit.segue("batch", "list.jsonl", "--output", "out", "--report")
      #expect(again.errors.contains("nothing was left to do"))
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
    ["songs", "--output", "x", "--jobs", "0"], ["songs", "--output", "x", "--shard", "4/4"],
    ["none.csv", "--output", "x"],
  ])
  func whatIsNoBatchIsAUsageError(arguments: [String]) async throws {
    let catalogue = try Catalogue(songs: 1)
    let run = try await SegueRun.run(["batch"] + arguments, in: catalogue.folder.path)
    #expect(run.status == 64)
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

  @Test(arguments: ["INT", "TERM"])
  func anInterruptionLeavesASummaryAndIsTakenUpAgain(signal: String) async throws {
    let catalogue = try Catalogue(songs: 40)
    let run = try await catalogue.shell(
      """
      segue batch songs --output out --jobs 1 & pid=$!
      until [ -s out/ledgers/0-of-1.jsonl ] || ! kill -0 $pid; do sleep 0.02; done
      kill -\(signal) $pid
      wait $pid
      echo "status $?"
      """)
    #expect(run.output == "status 130\n")
    let summary = try BatchOutput(catalogue.folder, "out").summary()
    #expect(summary[member: "run"]?[member: "interrupted"] == true)
    #expect(try await catalogue.batch("out").status == 0)
    #expect(try await catalogue.batch("whole").status == 0)
    #expect(try BatchOutput(catalogue.folder, "out") == BatchOutput(catalogue.folder, "whole"))
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

  @Test func twoProcessesDoNotWorkOnOneShard() async throws {
    let catalogue = try Catalogue(songs: 40)
    let run = try await catalogue.shell(
      """
      segue batch songs --output out --jobs 1 2>log & pid=$!
      until [ -s out/ledgers/0-of-1.jsonl ] || ! kill -0 $pid; do sleep 0.02; done
      segue batch songs --output out; echo $?
      kill -INT $pid
      wait $pid
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
}
