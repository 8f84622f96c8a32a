import SongLyrics
import Testing

@Suite struct LyricsTests {
  @Test func namesAtTheHeadsOfParagraphsAreMarkersWithoutBrackets() {
    let lyrics = Lyrics("Verse 1\none\n\nChorus\ntwo\n\nBridge\nSolo\n")
    #expect(lyrics.sections.map(\.kind) == [.verse, .chorus, .bridge])
    #expect(lyrics.sections.map(\.number) == [1, nil, nil])
    #expect(lyrics.sections.map(\.lines) == [["one"], ["two"], ["Solo"]])
  }

  @Test(arguments: ["Solo\none\n\nFin\ntwo", "Chorus\none\n\ntwo", "one\nVerse\nChorus"])
  func aWordThatMayBeSungIsNoMarker(text: String) {
    #expect(Lyrics(text).sections.map(\.marker) == [nil])
  }

  @Test func signsThatAreNotSungPartParagraphs() {
    #expect(Lyrics("one\n♪\n...\ntwo").sections.map(\.paragraphs) == [[["one"], ["two"]]])
  }

  @Test func sectionsKeepTheOrderOfTheText() {
    let lyrics = Lyrics("[Verse]\nOne\nTwo\n\n[Chorus]\nThree\n\n[Verse 2]\nFour\n[Outro]")
    #expect(lyrics.sections.map(\.kind) == [.verse, .chorus, .verse, .outro])
    #expect(lyrics.sections.map(\.number) == [nil, nil, 2, nil])
    #expect(lyrics.sections.map(\.lines) == [["One", "Two"], ["Three"], ["Four"], []])
  }

  @Test func textBeforeTheFirstMarkerIsASectionWithoutOne() {
    let lyrics = Lyrics("Hello\nthere\n\nagain\n[Chorus]\nSing")
    #expect(lyrics.sections.map(\.kind) == [.other, .chorus])
    #expect(lyrics.sections[0].marker == nil)
    #expect(lyrics.sections[0].paragraphs == [["Hello", "there"], ["again"]])
  }

  @Test(arguments: [
    "", "\n", "  \n\n", "One", "[Verse]", "[Verse]\n", "\n\n[Verse]\nOne\n\n\n[Chorus]\n two \n\n",
    "[Verse]\r\nOne\r\n\r\n[Chorus]\r\nTwo", "Before\n[Verse]\n[softly]\nOne", "嗒嗒\n[副歌]\n画笔\n",
    "a\u{2028}b\u{0}[\n]",
  ])
  func textSurvivesTheRoundTrip(text: String) {
    let lyrics = Lyrics(text)
    #expect(lyrics.text.unicodeScalars.elementsEqual(text.unicodeScalars))
    if !lyrics.sections.isEmpty {
      let joined = lyrics.sections.map(\.text).joined()
      #expect(joined.unicodeScalars.elementsEqual(text.unicodeScalars))
    }
  }

  @Test func blankTextHasNoSections() {
    #expect(Lyrics("").sections.isEmpty)
    #expect(Lyrics(" \n\r\n\t").sections.isEmpty)
  }

  @Test func windowsLineEndsDoNotReachTheLines() {
    let lyrics = Lyrics("[Verse]\r\nOne\r\nTwo\r\n")
    #expect(lyrics.sections.first?.marker?.kind == .verse)
    #expect(lyrics.sections.first?.lines == ["One", "Two"])
  }

  @Test func aDirectionBelowAMarkerIsNotSung() {
    let lyrics = Lyrics("[Verse]\n[whispered]\nOne\n[Applause]\n")
    #expect(lyrics.sections.map(\.kind) == [.verse, .other])
    #expect(lyrics.sections.first?.lines == ["One"])
  }

  @Test func equalWordsAreRecognisedWhateverTheirSigns() {
    let sections = Lyrics(
      "[Chorus]\nDon’t go,\nmy love!\n[Chorus]\ndon't go my LOVE\n[Chorus]\nGo on\n[Chorus]\n[Chorus]"
    ).sections
    #expect(
      sections.map(\.normalizedText) == ["dont go my love", "dont go my love", "go on", "", ""])
  }

  @Test func continuedLyricsStandBelowOneAnother() {
    let song = Lyrics("\n[Verse]\nOne\n\n[Chorus]\nTwo")
    let more = Lyrics("[Bridge]\nThree\n\n\n")
    #expect(song.appending(more).text == "[Verse]\nOne\n\n[Chorus]\nTwo\n\n[Bridge]\nThree\n")
    #expect(Lyrics(sections: song.sections.prefix(1)).text == "[Verse]\nOne\n")
    #expect(Lyrics("").appending(more).sections.map(\.kind) == [.bridge])
  }
}
