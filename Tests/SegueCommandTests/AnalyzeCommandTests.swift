import Foundation
import RiffusionAPI
import TestSupport
import Testing

@Suite struct AnalyzeCommandTests {
  /// Every bad input has a line of its own and an object in its place, and the good ones are
  /// analysed.
  @Test func oneBadInputStopsNoOther() async throws {
    let inputs = try InputFolder()
    let names = [
      "empty.mp3", "good.wav", "none", "page.mp3", "set", "missing.mp3", "good.wav",
    ]
    let run = try await SegueRun.run(
      ["analyze", "--format", "jsonl"] + names, in: inputs.folder.path)
    #expect(run.status == 1)
    let documents = try run.jsonLines()
    #expect(
      documents.map { $0[member: "source.path"] } == [
        "empty.mp3", "good.wav", "none", "page.mp3", "set/also.wav", "missing.mp3", "good.wav",
      ])
    #expect(
      documents.map { $0[member: "error.code"] } == [
        "empty", nil, "noAudioInFolder", "notAudio", nil, Self.missingCode, nil,
      ])
    #expect(run.errorLines.count == 4)
    for (line, name) in zip(run.errorLines, ["empty.mp3", "none", "page.mp3", "missing.mp3"]) {
      #expect(line.hasPrefix("segue: \(name): "))
    }
    #expect(documents[1] == documents[6])
    #expect(try await JSONSchema.analysis.faults(in: run.output) == "")
  }

  private static let missingCode: JSONValue = "notFound"

  @Test func oneFileIsOneObjectAndTwoRunsAreTheSameBytes() async throws {
    let inputs = try InputFolder()
    let arguments = ["analyze", "good.wav", "--format", "json"]
    let first = try await SegueRun.run(arguments, in: inputs.folder.path)
    let second = try await SegueRun.run(arguments, in: inputs.folder.path)
    #expect(first.status == 0)
    #expect(first.errors == "")
    #expect(first.output == second.output)
    #expect(try first.json()[member: "decode.duration_s"] == 3)
    #expect(try await JSONSchema.analysis.faults(in: first.output) == "")
  }

  @Test func severalInputsAndFoldersAreAnArray() async throws {
    let inputs = try InputFolder()
    for names in [["set"], ["good.wav", "page.mp3"], ["none"]] {
      let run = try await SegueRun.run(
        ["analyze", "--format", "json"] + names, in: inputs.folder.path)
      guard case .array(let documents) = try run.json() else {
        Issue.record("\(names) gave no array")
        continue
      }
      #expect(documents.count == names.count)
    }
  }

  @Test func aFailureAloneIsOneObject() async throws {
    let inputs = try InputFolder()
    let run = try await SegueRun.run(
      ["analyze", "page.mp3", "--format", "json"], in: inputs.folder.path)
    #expect(run.status == 1)
    #expect(try run.json()[member: "error.code"] == "notAudio")
  }

  @Test func pathsOnStandardInputAreAnsweredInOrderAsLines() async throws {
    let inputs = try InputFolder()
    let run = try await SegueRun.run(
      ["analyze", "-"], in: inputs.folder.path, input: "set/also.wav\npage.mp3\n\ngood.wav")
    #expect(run.status == 1)
    #expect(
      try run.jsonLines().map { $0[member: "source.path"] } == [
        "set/also.wav", "page.mp3", "good.wav",
      ])
  }

  @Test func aTruncatedFileIsToldAndFailsOnlyWithStrict() async throws {
    let inputs = try InputFolder()
    let lenient = try await SegueRun.run(
      ["analyze", "cut.wav", "--format", "json"], in: inputs.folder.path)
    #expect(lenient.status == 0)
    #expect(try lenient.json()[member: "decode.status"] == "truncated")
    #expect(lenient.errorLines.count == 1)
    #expect(lenient.errors.hasPrefix("segue: cut.wav: truncated: "))
    let strict = try await SegueRun.run(
      ["analyze", "cut.wav", "--format", "json", "--strict"], in: inputs.folder.path)
    #expect(strict.status == 1)
    #expect(strict.output == lenient.output)
  }

  @Test func timingsAreThereWhenAskedFor() async throws {
    let inputs = try InputFolder()
    let run = try await SegueRun.run(
      ["analyze", "good.wav", "--format", "json", "--timings"], in: inputs.folder.path)
    #expect(try run.json()[member: "timings.total_s"] != nil)
    #expect(try await JSONSchema.analysis.faults(in: run.output) == "")
  }

  @Test func aPersonGetsTextWithoutColourAndNothingBeside() async throws {
    let inputs = try InputFolder()
    let run = try await SegueRun.run(["analyze", "good.wav", "set"], in: inputs.folder.path)
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.hasPrefix("good.wav\n"))
    #expect(run.output.contains("\n\nset/also.wav\n"))
    #expect(!run.output.contains("\u{1B}"))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func aReportIsAPageBesideTheSameDocument() async throws {
    let inputs = try InputFolder()
    let arguments = ["analyze", "good.wav", "--format", "json"]
    let plain = try await SegueRun.run(arguments, in: inputs.folder.path)
    let run = try await SegueRun.run(arguments + ["--report", "pages"], in: inputs.folder.path)
    #expect(run.status == 0)
    #expect(run.output == plain.output)
    #expect(run.errors == "segue: report: pages/good.html\n")
    let page = String(decoding: try inputs.folder.bytes(of: "pages/good.html"), as: UTF8.self)
    #expect(page.contains("src=\"../good.wav\""))
  }

  @Test func reportsOnSeveralInputsHaveAnIndex() async throws {
    let inputs = try InputFolder()
    let run = try await SegueRun.run(
      ["analyze", "good.wav", "page.mp3", "set", "--report", "pages", "--embed-audio"],
      in: inputs.folder.path)
    #expect(run.status == 1)
    #expect(
      run.errorLines.filter { $0.hasPrefix("segue: report: ") } == [
        "segue: report: pages/good.html", "segue: report: pages/also.html",
        "segue: report: pages/index.html",
      ])
    let index = String(decoding: try inputs.folder.bytes(of: "pages/index.html"), as: UTF8.self)
    #expect(index.contains("1 × notAudio"))
  }

  @Test func aPageThatCannotBeWrittenStopsNoOtherSong() async throws {
    let inputs = try InputFolder()
    try FileManager.default.createDirectory(
      atPath: inputs.folder.path(of: "pages/good.html"), withIntermediateDirectories: true)
    let run = try await SegueRun.run(
      ["analyze", "good.wav", "set/also.wav", "--report", "pages", "--format", "jsonl"],
      in: inputs.folder.path)
    #expect(run.status == 1)
    #expect(run.output.split(separator: "\n").count == 2)
    #expect(
      run.errorLines == [
        "segue: cannotWrite: pages/good.html: Is a directory", "segue: report: pages/also.html",
        "segue: report: pages/index.html",
      ])
    let index = String(decoding: try inputs.folder.bytes(of: "pages/index.html"), as: UTF8.self)
    #expect(index.contains("good.wav"))
    #expect(!index.contains("good.html"))
  }

  @Test func aReportThatCannotBeWrittenIsToldAndFails() async throws {
    let inputs = try InputFolder()
    let run = try await SegueRun.run(
      ["analyze", "good.wav", "--report", "page.mp3"], in: inputs.folder.path)
    #expect(run.status == 1)
    #expect(run.errors == "segue: cannotWrite: page.mp3: the folder cannot be made: File exists\n")
  }

  @Test(arguments: [
    ["analyze", "x.mp3", "--embed-audio"],
    ["analyze"], ["analyze", "x.mp3", "--format", "xml"], ["analyze", "x.mp3", "--report"],
    ["sing"],
  ])
  func whatIsNotUnderstoodIsAUsageError(arguments: [String]) async throws {
    let run = try await SegueRun.run(arguments)
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.errors.contains("Usage: segue"))
  }

  @Test(arguments: ["segue", "analyze", "suggest", "stand-in"])
  func theHelpIsTheOneThatWasReadLast(command: String) async throws {
    let run = try await SegueRun.run((command == "segue" ? [] : [command]) + ["--help"])
    #expect(run.status == 0)
    #expect(try Snapshot("help-\(command).txt").difference(from: run.output) == nil)
  }
}
