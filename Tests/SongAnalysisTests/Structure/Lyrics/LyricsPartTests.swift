import SongLyrics
import Testing

@testable import SongAnalysis

@Suite struct LyricsPartTests {
  @Test(arguments: [
    ("la la la", 3), ("Over the water", 5), ("海上的灯", 4), ("ありがとう", 5), ("사랑해", 3),
    ("hmm", 1), ("--", 0), ("", 0), ("Sana şarkılar yazdım", 7), ("Люблю тебя", 4), ("Люблю її", 3),
    ("Anh yêu em", 3), ("Søde øjne", 4), ("Kocham cię", 3),
  ])
  func syllablesAreCountedInEveryWriting(line: String, count: Int) {
    #expect(SungLength.syllables(of: line) == count)
  }

  /// Where vowels are left out, syllables are a rule of thumb.
  @Test(arguments: [
    ("حبيبي يا نور العين", 7), ("שלום עולם", 5), ("ฉันรักเธอ", 3), ("ความรักของเรา", 4),
    ("तुम ही हो", 3), ("मेरे दिल में", 4), ("प्यार हुआ", 3),
  ])
  func syllablesWithoutWrittenVowelsAreAboutRight(line: String, count: Int) {
    #expect((count - 1...count + 1).contains(SungLength.syllables(of: line)))
    #expect(SungLength.syllables(of: line + " " + line) > SungLength.syllables(of: line))
  }

  @Test func thaiIsComparedSignBySign() {
    let parts = LyricsPart.parts(of: Lyrics("ฉันรักเธอ\nทุกวัน\n\nขอ\nนะ\n\nฉันรักเธอ ทุกวัน\n"))
    #expect(parts.map(\.label) == [.chorus, .verse, .chorus])
  }

  @Test func aNamedChorusIsSungWithItsWordsAndTwiceAsLongWhenMarkedSo() throws {
    let parts = LyricsPart.parts(of: Lyrics("[Chorus]\nla la la la\n[Verse]\nno\n[Chorus x2]\n"))
    #expect(parts.map(\.label) == [.chorus, .verse, .chorus])
    #expect(parts[2].words == parts[0].words)
    #expect(parts[2].units == 2 * parts[0].units)
    #expect(parts[2].name == "Chorus x2")
  }

  @Test func aNamedChorusIsAsLongAsItsOwnMarkerSaysNotAsThatOfOneBefore() {
    let parts = LyricsPart.parts(
      of: Lyrics("[Chorus x2]\nla la la la\n[Chorus]\n\n[Chorus x2]\n\n[Chorus x3]\n"))
    #expect(parts.map { $0.units / parts[1].units } == [2, 1, 2, 3])
    #expect(Set(parts.map(\.words)).count == 1)
  }

  @Test func aNamedChorusIsThatOfTheLastWordsBeforeIt() {
    let parts = LyricsPart.parts(
      of: Lyrics("[Chorus]\nla la la la\n[Chorus]\nno no\n[Verse]\nta ru\n[Chorus]\n"))
    #expect(parts[3].words == parts[1].words)
  }

  @Test func paragraphsThatReturnAreChorusesWithoutMarkers() {
    let parts = LyricsPart.parts(of: Lyrics("one two\n\nla la\n\nthree four\n\nLa, la!\n"))
    #expect(parts.map(\.label) == [.verse, .chorus, .verse, .chorus])
    #expect(parts.allSatisfy { $0.name == nil })
  }

  @Test func paragraphsThatReturnWithAnotherLineAreChorusesToo() {
    let parts = LyricsPart.parts(
      of: Lyrics(
        "one two three\n\nla no mi shi\nta ru ko en\n\nfour five\n\nla no mi shi\nta ru da\n"))
    #expect(parts.map(\.label) == [.verse, .chorus, .verse, .chorus])
  }

  @Test func linesThatReturnAreChorusesWithoutBlankLines() {
    let verse = "one two\nthree\n"
    let chorus = "La, la\nno no\nla\n"
    let parts = LyricsPart.parts(
      of: Lyrics(verse + chorus + "four five\nsix\n" + chorus + "seven\n" + chorus.lowercased()))
    #expect(parts.map(\.label) == [.verse, .chorus, .verse, .chorus, .verse, .chorus])
    #expect(
      parts.map(\.words) == [
        "one two three", "la la no no la", "four five six", "la la no no la", "seven",
        "la la no no la",
      ])
  }

  @Test(arguments: [(400, SectionLabel.chorus), (401, .verse)])
  func moreThan400StanzasAreNotCompared(count: Int, first: SectionLabel) {
    let others = (1..<count - 1).map { "one \($0)\ntwo \($0)\n\n" }.joined()
    let chorus = "la no\nmi shi\n\n"
    let parts = LyricsPart.parts(of: Lyrics(chorus + others + chorus))
    #expect(parts.count == count)
    #expect(parts.first?.label == first)
  }

  @Test func namesOfInstrumentsAloneNameNoWords() {
    let parts = LyricsPart.parts(
      of: Lyrics("(Instrumental)\none two\nla la\nno\n(Solo)\nthree\n\nla la\nno\n"))
    #expect(
      parts.map(\.label) == [.instrumental, .chorus, .instrumental, .verse, .chorus])
    #expect(parts.map(\.name) == ["Instrumental", nil, "Solo", nil, nil])
    let named = LyricsPart.parts(of: Lyrics("[Verse]\none\n[Instrumental]\nooh\n"))
    #expect(named.map(\.name) == ["Verse", "Instrumental"])
  }

  @Test func emptyLyricsHaveNoParts() {
    #expect(LyricsPart.parts(of: Lyrics("\n \n")).isEmpty)
  }

  @Test func partsAreAsAlikeAsTheirWordsInTheirOrder() {
    let parts = LyricsPart.parts(
      of: Lyrics(
        """
        [Chorus]
        this is the time for a change
        my boss says time for a change
        [Chorus]
        then is the time for a change
        my boss says time for a change
        [Chorus]
        change a for time the is this
        change a for time says boss my
        [Chorus]
        this is the time for a change
        my boss says time for a change
        [Outro]
        """))
    let likeness = LyricsPart.likeness(among: parts)
    #expect(likeness[1][0] > 0.8)
    #expect(likeness[2][0] < 0.3)
    #expect(likeness[3][0] == 1)
    #expect(likeness[4].allSatisfy { $0 == 0 })
  }
}
