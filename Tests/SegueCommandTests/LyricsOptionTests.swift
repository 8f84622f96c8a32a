import RiffusionAPI
import TestSupport
import Testing

/// `--lyrics` and `--words` of the commands that read a song.
@Suite struct LyricsOptionTests {
  @Test(arguments: [
    ["analyze", "good.wav", "good.wav", "--lyrics", "l.txt"],
    ["analyze", "set", "--lyrics", "l.txt"],
    ["analyze", "-", "--lyrics", "l.txt"], ["analyze", "set", "--words", "w.json"],
    ["analyze", "good.wav", "good.wav", "--words", "w.json"],
    ["suggest", "good.wav", "--words", "none.json"],
    ["analyze", "good.wav", "--lyrics", "none.txt"],
    ["suggest", "good.wav", "--lyrics", "l.txt", "--words", "l.txt"],
  ])
  func whatCannotBelongToOneSongIsAUsageError(arguments: [String]) async throws {
    let inputs = try InputFolder()
    try inputs.folder.write(Array("[Verse]\nla la\n".utf8), to: "l.txt")
    try inputs.folder.write(Array(#"[{"text": "la", "start": 0.2}]"#.utf8), to: "w.json")
    let run = try await SegueRun.run(arguments, in: inputs.folder.path)
    #expect(run.status == 64)
    #expect(run.output == "")
  }

  @Test(arguments: ["analyze", "suggest"])
  func lyricsThatCannotBeReadAreTold(command: String) async throws {
    let inputs = try InputFolder()
    let run = try await SegueRun.run(
      [command, "good.wav", "--lyrics", "none.txt"], in: inputs.folder.path)
    #expect(
      run.errors
        == "segue: unreadableFile: none.txt: the lyrics file is missing or not readable\n")
  }

  @Test(arguments: [
    (#"{"data": [{"timestamp": {"words": []}}]}"#, "no word in it has a time; it may be LRC, "),
    (
      #"{"data": [{"timestamp": {"words": []}}, {"timestamp": {"words": []}}]}"#,
      "it holds 2 songs; leave only the one in it that is meant\n"
    ),
    ("la la", "no word in it has a time; it may be LRC, "),
  ])
  func wordsThatCannotBeReadSayWhy(json: String, reason: String) async throws {
    let inputs = try InputFolder()
    try inputs.folder.write(Array("[Verse]\nla la\n".utf8), to: "l.txt")
    try inputs.folder.write(Array(json.utf8), to: "w.json")
    let run = try await SegueRun.run(
      ["analyze", "good.wav", "--lyrics", "l.txt", "--words", "w.json"], in: inputs.folder.path)
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix("segue: unreadableFile: w.json: \(reason)"))
  }

  /// Words with markers are lyrics, so that nobody has to write these again.
  @Test func wordsWithoutLyricsAreTheLyrics() async throws {
    let inputs = try InputFolder()
    let list =
      #"[{"text": "[Verse", "start": 0.1}, {"text": "1]", "start": 0.1}, {"text": "la", "start": 0.2}]"#
    try inputs.folder.write(Array("[Verse 1]\nla\n".utf8), to: "l.txt")
    try inputs.folder.write(Array(list.utf8), to: "w.json")
    let alone = try await SegueRun.run(
      ["analyze", "good.wav", "--words", "w.json", "--format", "json"], in: inputs.folder.path)
    let both = try await SegueRun.run(
      ["analyze", "good.wav", "--lyrics", "l.txt", "--words", "w.json", "--format", "json"],
      in: inputs.folder.path)
    #expect(alone.status == 0)
    #expect(try alone.json()[member: "lyrics.aligned"] == false)
    #expect(alone.output == both.output)
  }

  @Test func theDocumentSaysHowTheLyricsWent() async throws {
    let inputs = try InputFolder()
    try inputs.folder.write(Array("[Verse]\nla la\n".utf8), to: "l.txt")
    let run = try await SegueRun.run(
      ["analyze", "good.wav", "--lyrics", "l.txt", "--format", "json"], in: inputs.folder.path)
    #expect(run.status == 0)
    #expect(try run.json()[member: "lyrics.aligned"] == false)
    #expect(run.errors.contains("good.wav: "))
    #expect(try await JSONSchema.analysis.faults(in: run.output) == "")
  }
}
