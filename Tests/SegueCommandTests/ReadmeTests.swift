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
