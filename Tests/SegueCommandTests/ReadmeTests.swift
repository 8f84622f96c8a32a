import Foundation
import TestSupport
import Testing

/// The README's transcripts, run again.
@Suite struct ReadmeTests {
  /// One `$ segue …` line of the README and what stands under it.
  struct Transcript: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let output: String
    var testDescription: String { "segue " + arguments.joined(separator: " ") }
  }

  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let transcripts: [Transcript] = {
    let text = (try? String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let prompt = "    $ segue "
    return lines.indices.filter { lines[$0].hasPrefix(prompt) }.map { index in
      let block = lines[(index + 1)...].prefix { $0.hasPrefix("    ") || $0.isEmpty }
        .prefix { !$0.hasPrefix(prompt) }
      let output = block.map { $0.dropFirst(4) }.joined(separator: "\n")
      let arguments = lines[index].dropFirst(prompt.count).split(separator: " ").map(String.init)
      return Transcript(
        arguments: arguments, output: output.trimmingCharacters(in: .newlines))
    }
  }()

  @Test func theReadmeShowsAnalyzeSuggestAndAnError() {
    #expect(Self.transcripts.map { $0.arguments.first } == ["analyze", "suggest", "analyze"])
  }

  /// The commands of the part on ordering, as a shell parts them into words.
  static let orders: [[String]] = {
    let text = (try? String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)) ?? ""
    let block = text.components(separatedBy: "```sh\n").dropFirst().first ?? ""
    return block.components(separatedBy: "```")[0].split(separator: "\n").compactMap { line in
      let command = line.prefix { $0 != "#" }
      guard command.hasPrefix("segue ") else { return nil }
      return command.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .flatMap { number, part in
          number % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
        }
    }
  }()

  @Test(arguments: orders.filter { ["generate", "extend", "inpaint"].contains($0[1]) })
  func theOrdersOfTheReadmeAreUnderstood(order: [String]) async throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("[Chorus]\nStay in the winter kitchen light\n".utf8), to: "more.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path(of: "samples"),
      withDestinationPath: Self.root.appending(path: "samples").path)
    var arguments = order.dropFirst() + ["--dry-run"]
    if order[1] != "generate" {
      // A dry run without a key asks nobody: what the provider would tell is said here.
      let song = "samples/songs/winter-kitchen"
      arguments = ArraySlice(arguments.map { $0 == "ID" ? song + ".mp3" : $0 })
      arguments += ["--song-id", "ID", "--source-lyrics", song + ".lyrics.txt"]
      arguments += ["--tag", "ballad", "--title", "Kitchen", "--yes"]
    }
    let run = try await SegueRun.run(Array(arguments), in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("POST https://api.openai-hk.com/riffusion/generate\n"))
  }

  @Test func theReadmeShowsHowToOrder() {
    #expect(Self.orders.map { $0[1] } == ["generate", "extend", "inpaint", "library", "runs"])
  }

  @Test func thePageOfTheReadmeIsWritten() async throws {
    let text = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    let command = text.split(separator: "\n").first {
      $0.hasPrefix("    segue analyze ") && $0.hasSuffix(" --report pages")
    }
    let arguments = try #require(command).split(separator: " ").dropFirst().map(String.init)
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path(of: "samples"),
      withDestinationPath: Self.root.appending(path: "samples").path)
    let run = try await SegueRun.run(arguments, in: folder.path)
    #expect(run.status == 0)
    #expect(text.contains("writes `pages/winter-kitchen.html`"))
    let page = try folder.bytes(of: "pages/winter-kitchen.html")
    #expect(page.count < 600_000)
  }

  @Test(arguments: transcripts) func theReadmeShowsWhatTheCommandSays(transcript: Transcript)
    async throws
  {
    let folder = try TemporaryFolder()
    try folder.write(Array("<!DOCTYPE html><title>403</title>".utf8), to: "expired.mp3")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path(of: "samples"),
      withDestinationPath: Self.root.appending(path: "samples").path)
    let run = try await SegueRun.run(transcript.arguments, in: folder.path)
    let said = (run.output + run.errors).trimmingCharacters(in: .newlines)
    #expect(said == transcript.output)
  }
}
