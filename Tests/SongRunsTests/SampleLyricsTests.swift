import SongAnalysis
import SongLyrics
import SongRuns
import Testing

/// The songs in `samples/songs` with their lyrics, beside how they were made.
@Suite struct SampleLyricsTests {
  /// The sections of a rendered song lie exactly on its bar lines; a cut lies 20 ms before them.
  static let toleranceInSeconds = 0.1

  @Test(arguments: SampleSong.all)
  func theLastChorusOfTheLyricsEndsWhereItWasWritten(song: SampleSong) async throws {
    let end = try #require(try song.sections().last { $0.label == "chorus" }?.end)
    let sung = try #require(
      try SungText(lyricsPath: song.path.replacing(".mp3", with: ".lyrics.txt")))

    let document = try await AnalyzeSong(sung: sung).document(path: song.path)

    #expect(document.lyrics?.isAligned == true)
    let names = document.sections.filter(\.lyricsSectionBegins).map(\.lyricsSection)
    #expect(names == sung.lyrics.sections.map { $0.marker?.name })
    let crop = try #require(document.suggestions.extend.first { $0.anchor == "last-chorus" })
    #expect(
      abs(crop.cropEndAt - end) <= Self.toleranceInSeconds,
      "cut at \(crop.cropEndAt) s, chorus until \(end) s: \(crop.reason)")
  }
}
