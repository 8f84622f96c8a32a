import RiffusionAPI
import RiffusionStandIn
import SongAnalysis
import SongRuns
import TestSupport
import Testing

@Suite struct SuggestCommandTests {
  @Test func aSongThatHasNoSuchPlaceIsAFailureInItsPlace() async throws {
    let inputs = try InputFolder()
    let run = try await SegueRun.run(
      ["suggest", "good.wav", "--from", "Solo 9", "--format", "json"], in: inputs.folder.path)
    #expect(run.status == 1)
    #expect(try run.json()[member: "error.code"] == "noSuchSection")
    #expect(run.errors.hasPrefix("segue: good.wav: noSuchSection: Solo 9: "))
    #expect(try await JSONSchema.analysis.faults(in: run.output) == "")
  }

  /// A song that was ordered is known, with all that is wanted for the next request but its words.
  @Test func aSongOfTheLibraryNeedsNoIDAndNoLyrics() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      func suggested(_ options: String...) async throws -> CommandRun {
        try await SegueRun.run(
          ["suggest", song.path, "--from", "Verse", "--format", "json"] + options,
          in: visit.folder.path, environment: ["SEGUE_BASE_URL": visit.server.baseURL])
      }
      let run = try await suggested()
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.errors.contains("the library knows it as Harbour [\(song.id)]"))
      #expect(try run.json()[member: "request.body.morph.riff_id"]?.text == song.id)
      #expect(try run.json()[member: "request.body.title"]?.text == "Harbour(Extend)")
      #expect(try run.json()[member: "request.body.tag"]?.text == "pop")
      #expect(try run.json()[member: "missing"] == ["lyrics"])
      let byID = try await visit.segue("suggest", song.id, "--from", "Verse", "--format", "json")
      #expect(try byID.json()[member: "request"] == run.json()[member: "request"])
      let alone = try await suggested("--no-library", "--from", "end")
      #expect(alone.errors == "", "\(alone.errors)")
      #expect(try alone.json()[member: "missing"]?.elements?.contains("morph.riff_id") == true)
      let analysis = try await SegueRun.run(
        ["analyze", song.path, "--format", "json"], in: visit.folder.path)
      #expect(
        try analysis.json()[member: "sections"]?.elements?
          .compactMap { $0[member: "lyrics_section"]?.text }.contains("Verse") == true)
    }
  }

  @Test func aSuggestionIsInTheWordsOfTheProviderThatIsSelected() async throws {
    let folder = try TemporaryFolder()
    let wav = try folder.write(WAVFile(clicksFor: 20).bytes, to: "good.wav")
    func suggested(_ options: String...) async throws -> CommandRun {
      try await SegueRun.run(["suggest", wav, "--format", "json"] + options, in: folder.path)
    }
    let given = ["--from", "end", "--song-id", "abc"]
    let morph = try await suggested(given[0], given[1], given[2], given[3])
    #expect(try morph.json()[member: "request.body.morph.riff_id"] == "abc")
    let task = try await suggested(given[0], given[1], given[2], given[3], "--provider", "musicapi")
    #expect(try task.json()[member: "request.body.continue_clip_id"] == "abc")
  }

  /// Another provider, or another address, does not know a song by its id here.
  @Test func anIdIsNotSentWhereItIsNotKnown() async throws {
    let folder = try TemporaryFolder()
    let wav = try folder.write(WAVFile(clicksFor: 20).bytes, to: "good.wav")
    let added = try await SegueRun.run(
      ["library", "add", wav, "--song-id", "abc"], in: folder.path)
    #expect(added.status == 0, "\(added.errors)")
    for (options, name) in [
      (["--provider", "musicapi"], "continue_clip_id"),
      (["--base-url", "https://api.example"], "morph.riff_id"),
    ] {
      let run = try await SegueRun.run(
        ["suggest", "abc", "--from", "end", "--format", "json"] + options, in: folder.path)
      #expect(run.status == 0)
      #expect(try run.json()[member: "request.body.\(name)"] == nil)
      #expect(try run.json()[member: "missing"]?.elements?.first?.text == name)
      let known = "segue: abc: it is known at openai-hk, https://api.openai-hk.com"
      #expect(run.errors.hasPrefix(known), "\(run.errors)")
      #expect(run.errors.contains(": say --provider openai-hk, or --base-url"))
    }
  }

  @Test func whatTheProviderMakesOfTheRequestIsTold() async throws {
    let folder = try TemporaryFolder()
    let wav = try folder.write(WAVFile(clicksFor: 20).bytes, to: "good.wav")
    try folder.write(
      Array(#"{"providers": {"openai-hk": {"max_crop_s": 2}}}"#.utf8), to: "config.json")
    let late = try await SegueRun.run(
      ["suggest", wav, "--from", "end", "--config", "config.json"], in: folder.path)
    #expect(late.errors.contains("later than 2.0 s, the latest that openai-hk keeps"))
    let range = try await SegueRun.run(
      ["suggest", wav, "--for", "inpaint", "--from", "instrumental#1", "--provider", "musicapi"],
      in: folder.path)
    #expect(range.errors.contains("musicapi does not document how a range is named"))
  }

  @Test func aBadFileIsAFailureAndMissingLyricsAreAUsageError() async throws {
    let inputs = try InputFolder()
    let page = try await SegueRun.run(["suggest", "page.mp3"], in: inputs.folder.path)
    #expect(page.status == 1)
    #expect(page.output == "")
    #expect(page.errors.hasPrefix("segue: page.mp3: notAudio: "))
    let lyrics = try await SegueRun.run(
      ["suggest", "good.wav", "--new-lyrics", "no.txt", "--format", "json"],
      in: inputs.folder.path)
    #expect(lyrics.status == 64)
    #expect(lyrics.output == "")
    #expect(lyrics.errors.hasPrefix("segue: unreadableFile: no.txt: "))
  }

  @Test(arguments: [
    ["--song-id", "a", "--upload-id", "b"], ["--song-id", ""], ["--upload-id", ""],
    ["--from", "#2"], ["--for", "cover"],
    ["--format", "jsonl"],
  ])
  func whatIsNotUnderstoodIsAUsageError(options: [String]) async throws {
    let run = try await SegueRun.run(["suggest", "x.mp3"] + options)
    #expect(run.status == 64)
    #expect(run.output == "")
  }

  @Test func bothPurposesFitTheSchema() async throws {
    let encoder = DocumentEncoder()
    var lines = ""
    for (purpose, anchor) in [
      (SuggestedRequest.Purpose.extend, "last-chorus"), (.extend, "chorus#2:start"),
      (.inpaint, "auto"), (.inpaint, "bridge"),
    ] {
      let document = try SuggestedRequest(
        song: ExampleAnalysis.plain, purpose: purpose, anchor: Anchor(anchor),
        details: GenerateRequest(), source: nil
      ).document(for: Provider(.openAIHK))
      lines += String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }
    #expect(try await JSONSchema.suggestion.faults(in: lines) == "")
    #expect(try await JSONSchema.suggestion.faults(in: "{}\n") != "")
  }

  @Test func fullDocumentsFitTheSchema() async throws {
    let encoder = DocumentEncoder()
    let lines = try [ExampleAnalysis.plain, ExampleAnalysis.sung, ExampleAnalysis.silent].map {
      String(decoding: try encoder.encode($0), as: UTF8.self) + "\n"
    }
    #expect(try await JSONSchema.analysis.faults(in: lines.joined()) == "")
    let spoiled = lines[0].replacing(#""key":"#, with: #""clef":"#)
    #expect(try await JSONSchema.analysis.faults(in: spoiled) != "")
  }
}
