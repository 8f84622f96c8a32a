import SongLyrics
import Testing

@testable import SongAnalysis

@Suite struct SongStructureTests {
  private static let form = [
    (ToySong.verse, 8), (ToySong.chorus, 8), (ToySong.verse, 8), (ToySong.chorus, 8),
  ]

  @Test func sectionsOfDifferentMusicAreFoundOnTheirBarLinesAndGrouped() {
    let song = ToySong(tempo: 120, Self.form)
    let sections = Self.sections(of: song)
    #expect(sections.map(\.group) == ["A", "B", "A", "B"])
    #expect(sections.map(\.label).filter { $0 == .chorus }.count == 2)
    for (section, start) in zip(sections, song.boundaries) {
      #expect(abs(section.start - start) < 0.05)
    }
  }

  @Test func theLastChorusIsStillTheChorusAToneHigher() {
    let song = ToySong(tempo: 120, Self.form, lastRaisedBy: 2)
    #expect(Self.sections(of: song).map(\.group) == ["A", "B", "A", "B"])
  }

  /// What is left of one bar over and over differs by chance: that makes no sections.
  @Test func oneBarOverAndOverHasNoChorusAndHardlyAnyGroups() {
    let loop = ToySong(
      tempo: 120, [(ToySong.Music(roots: [0], chords: 0.15, drums: 0.3), 60)])
    let sections = Self.sections(of: loop)
    // Bars that are not whole frames long leave a difference that is heard over many of them.
    #expect(Set(sections.map(\.group)).count <= 2)
    #expect(!sections.contains { $0.label == .chorus })
  }

  @Test func sectionsAreWithoutGapsAndCoverTheSong() throws {
    let song = ToySong(tempo: 100, Self.form + [(ToySong.bridge, 5)])
    let sections = Self.sections(of: song)
    #expect(sections.first?.start == 0)
    let last = try #require(sections.last)
    #expect(abs(last.end - song.boundaries[5]) < 0.001)
    #expect(zip(sections, sections.dropFirst()).allSatisfy { $0.end == $1.start })
    #expect(sections.allSatisfy { (0...1).contains($0.confidence) })
  }

  /// As generators that always fill the length that was asked for leave it.
  @Test(arguments: [nil, Lyrics(lines)])
  func silenceAroundTheMusicMovesNoSection(lyrics: Lyrics?) {
    let song = ToySong(tempo: 120, Self.form)
    let bare = Self.sections(in: song.features(), lyrics: lyrics)
    let features = song.features(before: 20, after: 40)
    let sections = Self.sections(in: features, lyrics: lyrics)
    #expect(sections.map(\.label) == bare.map(\.label))
    #expect(sections.map(\.group) == bare.map(\.group))
    #expect(sections.map(\.lyricsSection) == bare.map(\.lyricsSection))
    #expect(sections.contains { $0.lyricsSection == "Chorus" } == (lyrics != nil))
    #expect(sections.first?.start == 0)
    #expect(sections.last?.end == features.duration.rounded(toDecimals: 6))
    for (section, alone) in zip(sections, bare).dropFirst() {
      #expect(abs(section.start - alone.start - 20) < 0.05)
    }
  }

  @Test func aSongWithoutAPulseHasNoSections() {
    let song = ToySong(tempo: 120, [(ToySong.verse, 1)])
    #expect(SongStructure(song.features(), rhythm: nil).sections.isEmpty)
  }

  private static let lines = """
    [Verse]
    the lights are low, the tide is slow
    and all the boats have gone below

    [Chorus]
    sing it over, sing it over
    over the water, sing it over

    [Verse 2]
    the morning comes, the harbour hums
    a kettle boils, somebody drums

    [Chorus]
    sing it over, sing it over
    over the water, sing it over
    """

  private static func sections(of song: ToySong) -> [SectionReport] {
    sections(in: song.features())
  }

  private static func sections(
    in features: SpectralFeatures, lyrics: Lyrics? = nil
  ) -> [SectionReport] {
    SongStructure(features, rhythm: Rhythm(features), lyrics: lyrics).sections
  }
}
