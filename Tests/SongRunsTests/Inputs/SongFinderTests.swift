import Foundation
import RiffusionAPI
import SongRuns
import TestSupport
import Testing

/// What an input means before anybody is asked; `ElsewhereCommandTests` asks the stand-in.
@Suite struct SongFinderTests {
  @Test func onlyWhatIsNoPathLiesElsewhere() {
    for text in ["https://x.example/a.mp3", "HTTP://x.example", "5e17", "song"] {
      #expect(SongFinder.isElsewhere(text), "\(text)")
    }
    for text in ["no/such", "song.mp3", "Song.FLAC", "", " "] {
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
      func notice(of id: String, key: APIKey?) async throws -> String? {
        let client = RiffusionClient(provider: draft.provider, key: key, transport: transport)
        var analyze = AnalyzeSong()
        analyze.finder.library = draft.library
        analyze.finder.fetch = .success(SongFetch(client: client, folder: nil))
        return try await analyze.hearing(of: .song(id)).notices.first
      }
      let key = try APIKey("hk-key-of-a-test")
      let upload = try await notice(of: "up", key: key)
      #expect(upload?.hasSuffix("hands out no upload: name the file, with --upload-id up") == true)
      let other = try await notice(of: "far", key: key)
      #expect(other?.contains("say --provider musicapi, or --base-url") == true)
      for (id, lack) in [("up", "the library has no file of it"), ("no", "there is no such file")] {
        let keyless = try await notice(of: id, key: nil)
        #expect(
          keyless?.hasPrefix(
            "\(id): unresolvedSource: \(lack), and without a key (SEGUE_API_KEY) ") == true)
      }
    }
  }

  @Test(arguments: [
    ("https://x.example/a.mp3?signature=s#f", "https://x.example/a.mp3"),
    ("https://me:pw@x.example/a@b.mp3", "https://x.example/a@b.mp3"),
    ("a #1? me@home.mp3", "a #1? me@home.mp3"),
  ])
  func whatMayBeASecretInAnAddressIsNotShown(input: String, shown: String) {
    #expect(input.shownInput == shown)
  }
}
