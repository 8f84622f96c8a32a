import SongLyrics
import Testing

/// Lines around lyrics that nobody sings.
@Suite struct PageNotesTests {
  private static let song = [
    "The ferry leaves at seven", "and the pier is wet", "", "Harbour lights",
  ]
  private static let text = song.joined(separator: "\n")

  private func sung(_ text: String) -> [String] { Lyrics(text).sections.flatMap(\.lines) }

  @Test(arguments: [
    "Harbour Lights\nThe Ferrymen\nWritten by: Ann Lee\n\n", "The Ferrymen - Harbour Lights\n\n",
    "Harbour Lights Lyrics\n\n", "Harbour Lights\nLyrics by Ann Lee & Bob Oak\n\n",
    "Harbour Lights\n\nWords and music by Ann Lee\nProduced by Bob Oak\n© 2020 Ferry Songs\n",
    "1 ContributorHarbour Lights Lyrics\n", "作词 : 李安\n作曲 : 李安\n编曲：李安\n吉他 Guitar : 李安\n",
    "Harbour Lights\n작사: 이안\n작곡: 이안\n", "Letra: Ana Lee\nMúsica y letra: Ana Lee\n",
    "Harbour Lights\n\nCapo 2\n\nAm  F  C  G\n", "https://example.org/harbour-lights\n",
    "Слова и музыка: Анна Ли\n", "Paroles et musique : Anne Lee\n",
  ])
  func theHeadOfAPageIsNotSung(head: String) {
    let sung = Self.song.filter { !$0.isEmpty }
    #expect(self.sung(head + Self.text) == sung)
    #expect(self.sung(head + "[Chorus]\n" + Self.text) == sung)
    #expect(Lyrics(head + "[Chorus]\n" + Self.text).sections.map(\.kind) == [.chorus])
  }

  @Test(arguments: [
    "\n\nEmbed", "\n\n12Embed", "\n\nWriters: Ann Lee, Bob Oak\n", "\nWriter(s): Ann Lee",
    "\n\nLyrics © Ferry Songs, Oak Music", "\n\nWritten by Ann Lee\nProduced by Bob Oak",
    "\n\nCopyright 2020 Ferry Songs\nAll rights reserved.", "\nSource: www.example.org",
    "\n\nTranslation\n\nDie Fähre geht um sieben\nund der Steg ist nass\n\nHafenlichter",
  ])
  func theFootOfAPageIsNotSung(foot: String) {
    let sung = Self.song.filter { !$0.isEmpty }
    #expect(self.sung(Self.text + foot) == sung)
    #expect(self.sung("[Verse]\n" + Self.text + foot) == sung)
  }

  @Test func whatStandsBeforeTheFirstVerseIsATitle() {
    let lyrics = Lyrics("Harbour Lights\nThe Ferrymen\n\n[Verse 1]\n" + Self.text)
    #expect(lyrics.sections.map(\.kind) == [.verse])
    #expect(lyrics.text == lyrics.sections.map(\.text).joined())
  }

  @Test func whatAPageOffersInsideOfASongIsNotSung() {
    let lyrics = Lyrics(
      """
      2 ContributorsHarbour Lights Lyrics[Verse 1]
      one
      See The Ferrymen Live
      Get tickets as low as $30
      You might also like[Chorus]
      two
      """)
    #expect(lyrics.sections.map(\.kind) == [.verse, .chorus])
    #expect(lyrics.sections.map(\.lines) == [["one"], ["two"]])
  }

  @Test func chordsAreNotSung() {
    let sheet = """
      [Verse]
      Am      F       C  G
      Over the water we go
      C
      Home
      | Em | D/F# | (x2)
      [Em]Under the [Bm7]water we stay
      [G7]
      e|--0--2--3--|
      """
    let lyrics = Lyrics(sheet)
    #expect(lyrics.sections.map(\.kind) == [.verse])
    #expect(
      lyrics.sections.flatMap(\.paragraphs) == [
        ["Over the water we go", "Home", "Under the water we stay"]
      ])
  }

  /// What has the form of a note or a chord where it can be sung.
  @Test(arguments: [
    "Written by the stars above", "A B C", "Am", "A", "Em, em", "Hello - is it me",
    "Embed", "Translation", "Oh, oh - oh", "C D E F G A B C", "Lyrics by night", "(Hey)",
    "She said: come here", "Ann: where are you", "女：我在这里", "Copyright my heart", "Emma Emma",
    "Am I", "[A]Over",
  ])
  func whatCanBeSungIsSung(line: String) {
    let words = line == "[A]Over" ? "Over" : line
    for text in [
      "one two\nsix\nten\n\(line)\nthree",
      "one\n\n\(line)\nfour\n\nthree\nfive",
    ] {
      #expect(sung("[Verse]\n" + text).contains(words))
      #expect(sung(text).contains(words))
    }
  }

  @Test(arguments: [
    "Hello\nthere\n\nagain\n[Chorus]\nsing", "Hello there\n\n[Chorus]\nsing",
    "Oh, oh, oh\n\n[Verse 1]\nsing", "(Hello there)\n[Intro]\nsing", "Hello there\n\none\ntwo",
    "Written by the stars\nI walk\n\nalone", "one\ntwo\nthree\n\n[Verse 1]\nsing",
    "Hello there\n[Verse 2]\nsing", "Hello there\nAm  G\nmy friend",
  ])
  func aFirstLineThatCouldBeSungIsSung(text: String) throws {
    #expect(sung(text).first == text.split(separator: "\n").first.map(String.init))
  }

  @Test(arguments: [
    "[00:00.00] Harbour Lights - The Ferrymen\n",
    "[00:00.00] 作词 : 李安\n[00:01.00] 作曲 : 李安\n[00:02.00]编曲：李安\n",
    "[00:00.00]Harbour Lights\n[00:03.00]Lyrics by: Ann Lee\n[00:05.00]Composed by: Bob Oak\n",
  ])
  func creditsWithTimesAreNotSung(head: String) throws {
    let song = "[00:20.00]one two\n[00:24.00]three four\n[00:28.00]one two"
    let text = try #require(TimeStampedText(head + song + "\n[00:40.00]Producer : Ann Lee"))
    #expect(text.text == "one two\nthree four\none two")
    #expect(text.words.map(\.text) == ["one", "two", "three", "four", "one", "two"])
    #expect(text.words.first?.start == 20)
  }

  @Test func aDuetHasNoCredits() throws {
    let text = try #require(TimeStampedText("[00:00.00]女：one\n[00:04.00]男：two\n[00:06.00]合：three"))
    #expect(text.text == "女：one\n男：two\n合：three")
  }
}
