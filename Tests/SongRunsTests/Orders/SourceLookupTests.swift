import AudioDecoding
import AudioModel
import RiffusionAPI
import TestSupport
import Testing

@testable import SongRuns

@Suite struct SourceLookupTests {
  private let id = "989aff28"

  @Test func anythingElseIsAnIDThatTheProviderIsAskedFor() async throws {
    let transport = ScriptedTransport(
      (
        "/riffusion/feed/\(id)", 200,
        #"[{"id": "\#(id)", "status": "complete", "title": "Rain", "duration": 181.12}]"#
      ))
    let found = try await SourceLookup().find(id, asking: transport.client("openai-hk"))
    #expect(found.source == .song(id: id))
    #expect(found.song?.title == "Rain")
    #expect(found.duration == 181.12)
    #expect(found.uploadURL == nil)
  }

  @Test func anIDThatTheFeedDoesNotTellMayStillBeASource() async throws {
    for answer in [("/riffusion/feed/\(id)", 404, ""), ("/riffusion/feed/\(id)", 200, "[]")] {
      let transport = ScriptedTransport((answer.0, answer.1, answer.2))
      let found = try await SourceLookup().find(id, asking: transport.client("openai-hk"))
      #expect(found == SourceLookup.Found(source: .song(id: id)))
    }
  }

  @Test func otherTroubleIsTold() async throws {
    let transport = ScriptedTransport(("/riffusion/feed/\(id)", 401, ""))
    let error = try await #require(throws: RiffusionError.self) {
      try await SourceLookup().find(id, asking: transport.client("openai-hk"))
    }
    #expect(error.code == .authentication)
  }

  /// A provider that knows tasks alone cannot be asked for a song.
  @Test func aProviderOfTasksIsNotAsked() async throws {
    let transport = ScriptedTransport()
    let found = try await SourceLookup().find(id, asking: transport.client("musicapi"))
    #expect(found == SourceLookup.Found(source: .song(id: id)))
    #expect(try await SourceLookup().find(id, asking: nil).source == .song(id: id))
    #expect(transport.calls == [])
  }

  @Test(arguments: ["https://x.example/a.mp3", "http://x.example/a.mp3", "HTTPS://x.example/a.mp3"])
  func anAddressNeedsTheProvidersID(text: String) async throws {
    let error = try await #require(throws: SongRunError.self) {
      try await SourceLookup().find(text, asking: nil)
    }
    #expect(error.code == .unresolvedSource)
    for option in ["--song-id", "--upload-id", "--upload"] {
      #expect(error.detail.contains(option))
    }
    let known = try await SourceLookup(uploadID: "u").find(text, asking: nil)
    #expect(known.source == .upload(id: "u"))
    let uploaded = try await SourceLookup(uploadURL: text).find(text, asking: nil)
    #expect(uploaded.source == nil)
    #expect(uploaded.uploadURL == text)
  }

  @Test(arguments: ["", " "])
  func nothingIsNoSource(text: String) async throws {
    let transport = ScriptedTransport()
    let error = try await #require(throws: SongRunError.self) {
      try await SourceLookup().find(text, asking: transport.client("openai-hk"))
    }
    #expect(error.code == .unresolvedSource)
    #expect(transport.calls == [])
  }

  @Test(arguments: ["song.mp3", "songs/rain", "./rain", "Rain.M4A"])
  func aPathWithoutAFileIsNotTakenForAnID(text: String) async throws {
    let transport = ScriptedTransport()
    let error = try await #require(throws: SongRunError.self) {
      try await SourceLookup().find(text, asking: transport.client("openai-hk"))
    }
    #expect(error.code == .unresolvedSource)
    #expect(error.detail.hasPrefix("there is no such file"))
    #expect(transport.calls == [])
    let known = try await SourceLookup(songID: "s").find(text, asking: nil)
    #expect(known.source == .song(id: "s"))
  }

  @Test func aFileTellsItsOwnLengthAndNeedsAnID() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      WAVFile(clicksFor: 2).bytes, to: "song.wav")
    let error = try await #require(throws: SongRunError.self) {
      try await SourceLookup().find(path, asking: nil)
    }
    #expect(error.code == .unresolvedSource)
    let found = try await SourceLookup(songID: "s").find(path, asking: nil)
    #expect(found == SourceLookup.Found(source: .song(id: "s"), duration: 2, status: .ok))
  }

  @Test func aFileThatIsNoAudioIsAnError() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("hello".utf8, to: "song.mp3")
    await #expect(throws: AudioFileError.self) {
      try await SourceLookup(songID: "s").find(path, asking: nil)
    }
  }
}
