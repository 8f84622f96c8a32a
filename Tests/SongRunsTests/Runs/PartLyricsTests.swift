import SongAnalysis
import SongLyrics
import TestSupport
import Testing

@testable import SongRuns

@Suite struct PartLyricsTests {
  /// The lyrics of the example, whose sections are heard from 20, 50, 70, 100, 120 and 170 s on.
  static let lyrics = Lyrics(
    """
    [Verse]
    one

    [Chorus]
    two

    [Verse 2]
    three

    [Chorus]
    two

    [Bridge 桥]
    four

    [Chorus]
    two

    """)

  private func kept(_ cut: Double, _ lyrics: Lyrics = Self.lyrics) -> Int? {
    PartLyrics(lyrics, heard: ExampleAnalysis.sung.sections, cut: cut)?.kept.sections.count
  }

  @Test(
    arguments: [(10.0, 0), (49.98, 1), (69.98, 2), (85, 2), (99.98, 3), (169.98, 5), (189.98, 6)])
  func whatEndsByTheCutIsKept(cut: Double, count: Int) {
    #expect(kept(cut) == count)
  }

  @Test func keptAndAfterAreTheWhole() throws {
    let parts = try #require(
      PartLyrics(Self.lyrics, heard: ExampleAnalysis.sung.sections, cut: 99.98))
    #expect(parts.kept.appending(parts.after).text == Self.lyrics.text)
    #expect(parts.after.sections.first?.kind == .chorus)
  }

  @Test func aSectionThatWasNotFoundGoesWithTheOneBefore() {
    let more = Lyrics(
      Self.lyrics.text.replacing("[Verse 2]", with: "[Hum]\nmm\n\n[Verse 2]"))
    #expect(kept(49.98, more) == 1)
    #expect(kept(69.98, more) == 3)
  }

  @Test func withoutASectionThatWasFoundNothingIsKnown() {
    #expect(kept(100, Lyrics("no markers at all")) == nil)
    #expect(kept(100, Lyrics("")) == nil)
    #expect(PartLyrics(Self.lyrics, heard: ExampleAnalysis.plain.sections, cut: 100) == nil)
  }

  @Test func theEndIsTheLastChorusOnceMore() {
    #expect(PartLyrics.ending(of: Self.lyrics)?.text == "[Chorus]\ntwo\n\n[Outro]\n")
    #expect(PartLyrics.ending(of: Lyrics("[Verse]\none")) == nil)
    #expect(PartLyrics.ending(of: Lyrics("[Chorus]\n")) == nil)
  }
}
