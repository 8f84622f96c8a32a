import Foundation
import RiffusionAPI
import SongRuns
import TestSupport
import Testing

/// What an input means before anybody is asked; `ElsewhereCommandTests` asks the stand-in.
@Suite struct SongFinderTests {
  @Test func onlyWhatIsNoPathLiesElsewhere() throws {
    let folder = try TemporaryFolder()
    let there = try folder.write([], to: "https:")
    for text in ["https://x.example/a.mp3", "HTTP://x.example", "5e17", "song"] {
      #expect(SongFinder.isElsewhere(text), "\(text)")
    }
    for text in [there, "no/such", "song.mp3", "Song.FLAC", "", " "] {
      #expect(!SongFinder.isElsewhere(text), "\(text)")
    }
  }

  @Test func whereNobodyFetchesAnAddressIsToldAndAnIdIsTakenForAFile() async throws {
    for (input, notice) in [
      ("https://x.example/a.mp3", "unresolvedSource: there is nobody to fetch it from"),
      ("5e17", "notFound: there is no such file"),
    ] {
      let notices = try await AnalyzeSong().hearing(of: .song(input)).notices
      #expect(notices == ["\(input): \(notice)"])
    }
  }

  /// An upload, or a song of another provider, cannot be fetched from the one that is selected.
  @Test func aSongWithoutAFileIsFetchedOnlyFromWhereItIsKnown() async throws {
    let draft = try LibraryDraft()
    _ = try draft.library.keep(LibrarySong(at: draft.provider, source: .upload(id: "up")))
    var foreign = LibrarySong(at: draft.provider, source: .song(id: "far"))
    foreign.provider = "musicapi"
    _ = try draft.library.keep(foreign)
    try await HTTPTransport.withTransport { transport in
      let client = RiffusionClient(
        provider: draft.provider, key: try APIKey("hk-key-of-a-test"), transport: transport)
      var analyze = AnalyzeSong()
      analyze.finder.library = draft.library
      analyze.finder.fetch = SongFetch(client: client, folder: URL(filePath: draft.folder.path))
      for (id, kind) in [("up", "an upload"), ("far", "a song")] {
        let notice = try #require(try await analyze.hearing(of: .song(id)).notices.first)
        #expect(
          notice.hasPrefix(
            "\(id): unresolvedSource: the library has no file of it, and knows it as \(kind) at "),
          "\(notice)")
      }
    }
  }
}
