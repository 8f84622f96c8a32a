import AudioModel
import Foundation
import RiffusionAPI
import SongAnalysis
import SongLyrics
import TestSupport
import Testing

@testable import SongRuns

@Suite struct AnalyzeSongTests {
  @Test func theDocumentTellsWhatTheFileWas() async throws {
    let folder = try TemporaryFolder()
    var wav = WAVFile(clicksFor: 1)
    wav.channelCount = 2
    let path = try folder.write(wav.bytes, to: "clicks.wav")
    let document = try await AnalyzeSong().document(path: path)
    #expect(document.source.path == path)
    #expect(document.source.sha256 == (try FileDigest(path: path).description))
    #expect(document.decode.status == .ok)
    #expect(document.decode.issues == [])
    #expect(document.decode.sampleRate == 22050)
    #expect(document.decode.channelCount == 2)
    #expect(document.decode.frameCount == 22050)
    #expect(document.decode.durationInSeconds == 1)
    #expect(document.timings == nil)
  }

  @Test func theSameFileGivesTheSameBytes() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(WAVFile(clicksFor: 2).bytes, to: "clicks.wav")
    let encoder = DocumentEncoder()
    let first = try encoder.encode(await AnalyzeSong().answer(for: .song(path)))
    let second = try encoder.encode(await AnalyzeSong().answer(for: .song(path)))
    #expect(first == second)
  }

  @Test func timingsStandInTheDocumentOnlyWhenAskedFor() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(WAVFile(clicksFor: 1).bytes, to: "clicks.wav")
    let timings = try #require(
      try await AnalyzeSong(measuresTime: true).document(path: path).timings)
    #expect(timings.total > 0)
    #expect(timings.structure <= timings.analysing + 0.001)
    #expect(timings.hashing + timings.decoding + timings.analysing <= timings.total + 0.002)
  }

  /// A library that knows two songs of one file, of which the older has lyrics, and the file.
  private func known() throws -> (draft: LibraryDraft, path: String) {
    let draft = try LibraryDraft()
    let path = try draft.folder.write(WAVFile(clicksFor: 2).bytes, to: "clicks.wav")
    for (id, lyrics) in [("5e17", "[Verse]\nla la\n"), ("9b02", nil)] {
      var song = LibrarySong(at: draft.provider, source: .song(id: id))
      (song.title, song.lyrics) = ("Rain", lyrics)
      (song.path, song.sha256) = (path, try FileDigest(path: path).description)
      _ = try draft.library.keep(song)
    }
    return (draft, path)
  }

  @Test func whatTheLibraryKnowsOfAFileNeedNotBeSaid() async throws {
    let (draft, path) = try known()
    var analyze = AnalyzeSong()
    analyze.finder.library = draft.library
    for input in [path, "5e1"] {
      let hearing = try await analyze.hearing(of: .song(input))
      guard case .analysis(let document) = hearing.answer else {
        Issue.record("\(hearing.answer)")
        continue
      }
      #expect(document.source.path == input && hearing.path == path)
      #expect(document.source.songID == "5e17" && document.source.title == "Rain")
      #expect(document.lyrics != nil)
      #expect(hearing.lyrics?.sections.map(\.kind) == [.verse])
      #expect(
        hearing.notices.first
          == "\(input): the library knows it as Rain [5e17], and what it sings; "
          + "--no-library listens alone")
    }
  }

  /// Two songs may have one file; whoever says which of them is not given the other.
  @Test func theSongThatIsNamedIsMeantAndNotAnotherOfTheSameFile() async throws {
    let (draft, path) = try known()
    var foreign = LibrarySong(at: draft.provider, source: .song(id: "far"))
    (foreign.provider, foreign.lyrics) = ("musicapi", "[Verse]\nla\n")
    (foreign.path, foreign.sha256) = (path, try FileDigest(path: path).description)
    _ = try draft.library.keep(foreign)
    var analyze = AnalyzeSong()
    analyze.finder.library = draft.library
    for id in ["5e17", "9b02", "far"] {
      #expect(try await analyze.hearing(of: .song(id)).song?.id == id)
    }
    #expect(try await analyze.hearing(of: .song(path)).song?.id == "far")
    analyze.finder.provider = draft.provider
    #expect(try await analyze.hearing(of: .song(path)).song?.id == "5e17")
  }

  @Test func ofAFileThatHasChangedNothingIsAssumed() async throws {
    let (draft, path) = try known()
    try draft.folder.write(WAVFile(clicksFor: 3).bytes, to: "clicks.wav")
    var analyze = AnalyzeSong()
    analyze.finder.library = draft.library
    let hearing = try await analyze.hearing(of: .song("5e17"))
    #expect(hearing.path == path && hearing.song == nil && hearing.lyrics == nil)
    #expect(
      hearing.notices.first
        == "5e17: its file has changed: what the library knows of the song is not used")
  }

  @Test func whatTheUserSaysGoesBeforeTheLibrary() async throws {
    let (draft, path) = try known()
    var analyze = AnalyzeSong(sung: SungText(text: "[Chorus]\nOh\n"))
    analyze.finder.library = draft.library
    let hearing = try await analyze.hearing(of: .song(path))
    #expect(hearing.lyrics?.sections.map(\.kind) == [.chorus])
    #expect(hearing.notices.allSatisfy { !$0.contains("library") })
  }

  @Test func ofAFileThatTheLibraryDoesNotKnowNothingIsAssumed() async throws {
    let (draft, _) = try known()
    let other = try draft.folder.write(WAVFile(clicksFor: 1).bytes, to: "other.wav")
    var analyze = AnalyzeSong()
    analyze.finder.library = draft.library
    let document = try await analyze.document(path: other)
    #expect(document.source.songID == nil && document.lyrics == nil)
    let missing = try await analyze.hearing(of: .song("5e17.mp3"))
    #expect(missing.notices == ["5e17.mp3: notFound: there is no such file"])
  }

  @Test func aFailureIsAnAnswerToo() async throws {
    let answer = try await AnalyzeSong().answer(for: .song("/no/such.mp3"))
    #expect(answer.path == "/no/such.mp3")
    #expect(!answer.isGood(strictly: false))
    #expect(answer.notices.count == 1)
    #expect(answer.notices.first?.hasPrefix("/no/such.mp3: ") == true)
  }

  @Test func whatAProviderSaysIsPartOfTheFailure() {
    let error = RiffusionError(
      code: .moderation, subject: "id", detail: "held back", status: 403, providerWords: "an artist"
    )
    let words = "held back (HTTP 403; the provider says: an artist)"
    for (path, message) in [("id", words), ("song.mp3", "id: \(words)")] {
      let failure = FailureDocument(path: path, error: error).error
      #expect(failure.code == "moderation" && failure.message == message)
    }
  }

  @Test func whatIsNotWholeIsToldInTheSameWordsEverywhere() async throws {
    let sample = try #require(SampleSong.all.first)
    var bytes = try Data(contentsOf: URL(filePath: sample.path)).prefix(160_000)
    for place in [60_000, 120_000] { bytes.resetBytes(in: place..<place + 2_000) }
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(bytes), to: "song.mp3")
    let notices = try await AnalyzeSong().answer(for: .song(path)).notices
    let found = try await SourceLookup(songID: "id").find(path, asking: nil)
    let notice = try #require(found.notice)
    #expect(notice.contains(" (and "))
    #expect(notices == ["\(path): \(notice)"])
  }

  @Test func aDamagedSongIsToldAndFailsOnlyStrictly() {
    let answer = SongAnswer.analysis(ExampleAnalysis.plain)
    #expect(
      answer.notices == [
        "songs/Paper Boats.mp3: damaged: one frame could not be decoded; silence stands in its place"
      ])
    #expect(answer.isGood(strictly: false))
    #expect(!answer.isGood(strictly: true))
    #expect(SongAnswer.analysis(ExampleAnalysis.silent).notices == [])
    #expect(SongAnswer.analysis(ExampleAnalysis.silent).isGood(strictly: true))
  }
}
