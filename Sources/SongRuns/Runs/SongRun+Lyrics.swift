import RiffusionAPI

extension SongRun {
  /// Lets the provider write lyrics.
  func send(lyricsAbout description: String, in run: LibraryRun) async throws {
    let draft = try client.provider.dialect.draft(ofLyricsAbout: description)
    let request = PaidRequest(
      run: run.id ?? 0, round: 1, purpose: .lyrics, draft: SentRequest(draft))
    try await send(request) {
      try await client.lyrics(about: description)
    } noting: { versions in
      PaidAnswer(lyrics: versions.map(\.page).joined(separator: "\n---\n\n"))
    }
  }
}

extension WrittenLyrics {
  /// The title and the words, as a page.
  fileprivate var page: String { (title.map { "# \($0)\n\n" } ?? "") + lyrics + "\n" }
}
