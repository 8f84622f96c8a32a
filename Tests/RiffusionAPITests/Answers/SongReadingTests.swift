import Foundation
import SongLyrics
import Testing

@testable import RiffusionAPI

/// The shapes of answers that the providers' documents show.
///
/// The fixtures are examples of: openai-hk's page, section 2 (`openai-hk-feed`); yutoai's "Riffusion
/// API Notes", with invented values (`yutoai-feed`); clients of the first backend (`backend-feed`);
/// docs.musicapi.ai "get music" (`musicapi-task`) and the producer's (`producer-task`);
/// AceDataCloud's guides and specification (`acedata-*`); docs.ttapi.io (`ttapi-fetch`);
/// docs.ccapi.ai (`ccapi-*`); useapi.net v1 (`useapi-songs`).
@Suite struct SongReadingTests {
  private func songs(_ name: String) throws -> [Song] {
    SongReading.songs(in: try Fixture.value("Answers/\(name)"))
  }

  @Test func everyFixtureHasItsTest() throws {
    let names = try Fixture.names(in: "Answers")
    #expect(
      names == [
        "openai-hk-feed", "yutoai-feed", "backend-feed", "musicapi-task", "producer-task",
        "acedata-audios", "acedata-task", "acedata-task-failed", "acedata-tasks",
        "acedata-producer", "ttapi-fetch", "ccapi-fetch", "ccapi-failed", "useapi-songs",
      ])
  }

  @Test func aBareArray() throws {
    let song = try #require(songs("openai-hk-feed").first)
    #expect(
      song
        == Song(
          id: "989aff28-4df4-48d9-8ea3-92b746b4b765", state: .succeeded, stateWord: "complete",
          title: "Childhood", tags: "pop, cantonese", duration: 213.48,
          audioURL: "https://cdn1.suno.ai/989aff28-4df4-48d9-8ea3-92b746b4b765.mp3",
          imageURL: "https://cdn1.suno.ai/image_989aff28-4df4-48d9-8ea3-92b746b4b765.jpeg"))
  }

  @Test func aPreviewIsNoSong() throws {
    let songs = try songs("yutoai-feed")
    #expect(songs.map(\.state) == [.running, .succeeded])
    #expect(songs.map(\.progress) == [0.4, 1])
    #expect(
      songs.map(\.audioURL) == ["https://cdn.example/preview.m4a", "https://cdn.example/b.m4a"])
  }

  @Test func whatIsNestedUnderGeneration() throws {
    let songs = try songs("backend-feed")
    #expect(songs.map(\.state) == [.succeeded, .running, .flagged])
    #expect(songs[0].title == "Harbor")
    #expect(songs[0].lyrics == "[Verse]\nla")
    #expect(songs[0].duration == 181.12)
    #expect(songs[0].words == [TimedWord(text: "la", start: 0.64, end: 1.28)])
  }

  @Test func aDataArray() throws {
    let song = try #require(songs("musicapi-task").first)
    #expect(song.id == "3b497e86-c6cf-4598-b999-94a1bfa912f6")
    #expect(song.state == .succeeded)
    #expect(song.model == "FUZZ-1.1 Pro")
    #expect(song.lyrics == "[Verse 1]\n...")
    #expect(song.duration == 181.12)
    #expect(song.words == [])

    let producer = try #require(songs("producer-task").first)
    #expect(producer.tags == "pop")
    #expect(producer.duration == 185.01)
  }

  @Test func aSynchronousAnswerWithNullModelAndEmptyStyle() throws {
    let song = try #require(songs("acedata-audios").first)
    #expect(song.id == "209e27e0-500c-44f3-9134-280690014920")
    #expect(song.model == nil)
    #expect(song.tags == nil)
    #expect(song.lyrics == "[Verse]\n...")
    #expect(song.duration == 197.00850340136054)
    #expect(song.words == [TimedWord(text: "[Verse]", start: 4.48, end: 4.48)])
  }

  /// The outer id is the task's, and the outer duration the time that its work took.
  @Test func anEmptyStateIsToldByTheFlagOfItsEnvelope() throws {
    let songs = try songs("acedata-task")
    #expect(songs.map(\.id) == ["one", "two"])
    #expect(songs.map(\.state) == [.succeeded, .waiting])
    #expect(songs.map(\.duration) == [197.0085, nil])
    #expect(try self.songs("acedata-tasks").map(\.id) == ["one", "two"])
  }

  @Test func lengthsAndPercentagesInStrings() throws {
    let song = try #require(songs("acedata-producer").first)
    #expect(song.duration == 181.3014058956916)
    #expect(song.progress == 1)
    #expect(song.tags == "pop, 120 bpm")
  }

  @Test func clipsInsideData() throws {
    #expect(try songs("ttapi-fetch").map(\.state) == [.succeeded])
    let song = try #require(songs("ccapi-fetch").first)
    #expect(song.id == "a")
    #expect(song.state == .succeeded)
    #expect(song.duration == nil)
    #expect(try songs("ccapi-failed") == [])
  }

  @Test func wordTimesAsJSONInsideAString() throws {
    let songs = try songs("useapi-songs")
    #expect(songs[0].audioURL == "https://cdn.example/a.m4a")
    #expect(songs[0].duration == 158.08)
    #expect(
      songs[0].words == [
        TimedWord(text: "[Verse]", start: 0.64, end: 0.64),
        TimedWord(text: "la", start: 1.28, end: 1.92),
      ])
    #expect(songs[1].state == .flagged)
    #expect(songs[1].failure == "moderation")
  }

  @Test(arguments: [
    "null", "[]", "{}", #""text""#, "7", "true", "[[]]", "[null, 1, \"a\"]", #"{"data": null}"#,
    #"{"data": []}"#, #"{"data": [{"title": "without an id"}]}"#, #"{"data": {"data": {}}}"#,
    #"{"code": 202, "type": "not_ready", "error": "Task is still processing."}"#,
    #"{"items": [null, {}]}"#, #"{"response": {"success": true}}"#, #"[{"id": ""}]"#,
    #"[{"id": null}]"#, #"[{"id": {"a": 1}}]"#,
  ])
  func answersWithoutSongsHaveNone(text: String) throws {
    #expect(SongReading.songs(in: try JSONValue(Array(text.utf8))) == [])
  }

  @Test(arguments: ["id", "clip_id", "audio_id", "riff_id", "job_id", "musicId", "music_id"])
  func anIDHasManyNames(name: String) {
    #expect(SongReading.songs(in: [[name: "x"] as JSONValue]).map(\.id) == ["x"])
    #expect(SongReading.songs(in: [[name: 17] as JSONValue]).map(\.id) == ["17"])
  }

  @Test func valuesThatMakeNoSenseAreLeftOut() throws {
    let song = try #require(
      SongReading.songs(in: [
        [
          "id": "a", "status": .null, "title": "  ", "tags": 7, "duration": -1, "process": 1e300,
          "audio_url": "", "lyrics_timestamped": "{no json",
        ]
      ]).first)
    #expect(song == Song(id: "a", progress: 1))
    for (text, progress) in [
      ("-5", 0.0), ("\"45%\"", 0.45), ("\"45\"", 0.45), ("101", 1), ("9223372036854775807", 1),
    ] {
      let value = try JSONValue(Array(#"[{"id": "a", "progress": \#(text)}]"#.utf8))
      #expect(SongReading.songs(in: value).first?.progress == progress)
    }
    for text in ["\"nan\"", "\"inf\"", "\"\"", "\"%\"", "null", "[]", "true"] {
      let value = try JSONValue(
        Array(#"[{"id": "a", "progress": \#(text), "duration": \#(text)}]"#.utf8))
      #expect(SongReading.songs(in: value) == [Song(id: "a")])
    }
  }

  @Test func aWordEndsNoSoonerThanItStarts() {
    let words: JSONValue = [
      ["text": "a", "start": 2, "end": 1], ["word": "b", "start_s": "3.5", "end_s": "4"],
      ["text": "c", "start": 5], ["text": "d"], ["start": 6], "e",
    ]
    for value in [words, ["words": words]] {
      #expect(
        SongReading.songs(in: [["id": "x", "timestamp": value]]).first?.words == [
          TimedWord(text: "a", start: 2, end: 2), TimedWord(text: "b", start: 3.5, end: 4),
          TimedWord(text: "c", start: 5, end: 5),
        ])
    }
  }

  @Test func aStateIsNeverInferredFromAnAddress() {
    let songs = SongReading.songs(in: [["id": "a", "audio_url": "https://cdn.example/a.mp3"]])
    #expect(songs.map(\.state) == [.waiting])
    #expect(songs.map(\.error) == [nil])
  }

  @Test func aFailedSongSaysWhyAsTheProviderDoes() throws {
    let songs = SongReading.songs(in: [
      ["id": "a", "status": "failed", "fail_reason": "too long"],
      ["id": "b", "status": "error", "error": ["message": "no luck"]],
      ["id": "c", "status": "cancelled"], ["id": "d", "status": "flagged"],
    ])
    #expect(
      songs.map(\.error?.code) == [
        .generationFailed, .generationFailed, .generationFailed, .moderation,
      ])
    #expect(songs.map(\.error?.providerWords) == ["too long", "no luck", "cancelled", "flagged"])
  }
}

extension JSONValue {
  /// Reads JSON.
  fileprivate init(_ bytes: [UInt8]) throws { try self.init(Foundation.Data(bytes)) }
}
