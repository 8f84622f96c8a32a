import Foundation
import RiffusionAPI
import SongLyrics
import TestSupport
import Testing

/// A cut at a named section, and the range of one, where the times of the words are known.
@Suite struct SungWordsCommandTests {
  private static let song = URL(filePath: #filePath)
    .appending(path: "../../../samples/songs/harbour-lights").standardized.path
  /// The bar line at which "Verse 2" ends, in seconds.
  private static let verseEnd = 81.791626
  /// Half a word that is held across it, in seconds.
  private static let halfWord = 0.9
  /// How late the next section begins to be sung, in seconds, so that it still begins at that line.
  private static let rest = 0.4

  /// The words of the song, each section's spread over its bars, but for one that is held across
  /// the end of "Verse 2".
  private static func words() throws -> [TimedWord] {
    let lyrics = Lyrics(try String(contentsOfFile: song + ".lyrics.txt", encoding: .utf8))
    let planned = try String(contentsOfFile: song + ".lab", encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: "\t") }
      .filter { $0[2] != "intro" && $0[2] != "instrumental" }
    return try zip(lyrics.sections, planned).flatMap { section, place in
      let (start, end) = (try #require(Double(place[0])), try #require(Double(place[1])))
      let texts = section.lines.flatMap { $0.split(separator: " ").map(String.init) }
      let from = abs(start - verseEnd) < 0.1 ? start + rest : start
      let step = (end - from) / Double(max(1, texts.count))
      return texts.enumerated().map { index, text in
        let isHeld = abs(end - verseEnd) < 0.1 && index == texts.count - 1
        let first = isHeld ? end - halfWord : from + step * Double(index)
        let last = isHeld ? end + halfWord : first + 0.9 * step
        return TimedWord(text: text, start: first, end: last)
      }
    }
  }

  /// What `segue suggest` chooses with the times of the words.
  private static func chosen(_ options: [String]) async throws -> JSONValue {
    let folder = try TemporaryFolder()
    let words = try JSONEncoder().encode(try Self.words())
    try folder.write(Array(words), to: "words.json")
    let run = try await SegueRun.run(
      [
        "suggest", song + ".mp3", "--lyrics", song + ".lyrics.txt", "--words", "words.json",
        "--format", "json",
      ] + options, in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    return try #require(try run.json()[member: "chosen"])
  }

  @Test func aRangeOfANamedSectionDoesNotGoThroughAWord() async throws {
    let chosen = try await Self.chosen(["--for", "inpaint", "--from", "Verse 2"])
    let end = try #require(chosen[member: "replace_end_at"]?.amount)
    #expect(abs(end - Self.verseEnd) >= Self.halfWord && abs(end - Self.verseEnd) < 1.5)
    let reason = try #require(chosen[member: "reason"]?.text)
    #expect(reason.contains("; end moved "))
    #expect(reason.hasSuffix(" \u{201C}wrote\u{201D}, which is sung across it"))
  }

  /// The user's time is sent as it is, and what speaks against it is told.
  @Test(arguments: [
    (["extend", "known", "--at", "81.791626"], "crop_end_at", "it"),
    (["inpaint", "known", "--range", "59.98-81.791626"], "replace_end_at", "the end"),
  ])
  func anAskedTimeInsideAWordIsKeptAndTold(
    order: [String], member: String, place: String
  ) async throws {
    let folder = try TemporaryFolder()
    let words = try JSONEncoder().encode(try Self.words())
    try folder.write(Array(words), to: "words.json")
    let song = Self.song
    let added = try await SegueRun.run(
      [
        "library", "add", song + ".mp3", "--song-id", "known", "--lyrics", song + ".lyrics.txt",
        "--words", "words.json", "--title", "Harbour lights", "--tag", "folk",
      ], in: folder.path)
    #expect(added.status == 0, "\(added.errors)")
    let run = try await SegueRun.run(
      order + ["--lyrics", song + ".lyrics.txt", "--dry-run", "--format", "json"],
      in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.json()[member: "body.morph.\(member)"]?.amount == Self.verseEnd)
    #expect(
      run.errors.contains("\u{201C}wrote\u{201D} is sung across \(place); "), "\(run.errors)")
    #expect(run.errors.contains(" would be better"))
  }

  @Test func aCutAtANamedSectionDoesNotGoThroughAWord() async throws {
    let chosen = try await Self.chosen(["--from", "Verse 2:end"])
    #expect(chosen[member: "anchor"] == "Verse 2:end")
    let cut = try #require(chosen[member: "crop_end_at"]?.amount)
    #expect(cut <= Self.verseEnd - Self.halfWord)
    #expect(cut > Self.verseEnd - 1.5)
    let reason = try #require(chosen[member: "reason"]?.text)
    #expect(reason.hasSuffix("; moved ahead of \u{201C}wrote\u{201D}, which is sung across it"))
  }
}
