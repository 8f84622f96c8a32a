import SongLyrics
import Testing

@Suite struct TimeStampedTextTests {
  @Test(arguments: [
    ("[00:12.00][Verse]\n[00:15.30]One\n[01:02]Two\n[01:10:55]", "[Verse]\nOne\nTwo\n"),
    (
      "[ar:Ann]\n[length: 3:01]\n[Chorus]\n[00:21.1][01:45.10] Sing\n[0:25.000]on",
      "[Chorus]\nSing\non\n[Chorus]\nSing"
    ),
    ("[00:01.00] <00:01.00> Stay <00:01.50> a <00:01.90> while", "Stay a while"),
    ("[00:01.00]Stay [00:01.50]a [00:01.90]while", "Stay a while"),
    ("[00:00:01.00]F: Stay\n[00:00:02.00]M: while", "Stay\nwhile"),
  ])
  func stampsAndTagsAreLeftOut(lrc: String, text: String) throws {
    #expect(try #require(TimeStampedText(lrc)).text == text)
  }

  /// The second line ends at the usual pace, 0.5 s for a letter; the third where a stamp without
  /// words says so.
  @Test func wordsHaveTheirShareOfTheTimesOfLines() throws {
    let lrc = """
      [Verse]
      [00:10.00]ab cd
      [00:12.50]efgh
      [00:30.00][Chorus]
      [00:31.00]ijkl mn
      [00:34.50]
      """
    #expect(
      try #require(TimeStampedText(lrc)).words == [
        TimedWord(text: "ab", start: 10, end: 11.25),
        TimedWord(text: "cd", start: 11.25, end: 12.5, isReckoned: true),
        TimedWord(text: "efgh", start: 12.5, end: 14.5),
        TimedWord(text: "[Chorus]", start: 30, end: 30),
        TimedWord(text: "ijkl", start: 31, end: 31 + 3.5 * 4 / 6),
        TimedWord(text: "mn", start: 31 + 3.5 * 4 / 6, end: 34.5, isReckoned: true),
      ])
  }

  @Test func stampsOfWordsAreTheirTimes() throws {
    let lrc = "[offset:+500]\n[00:01.00] <00:01.00> Stay <00:01.50> a <00:02.00>\n[00:09.00] while"
    let words = try #require(TimeStampedText(lrc)).words
    #expect(words.map(\.text) == ["Stay", "a", "while"])
    #expect(words.map(\.start) == [0.5, 1, 8.5])
    #expect(words[0].end == 1)
    #expect(words[1].end <= 1.5)
  }

  @Test(arguments: [("[offset: -250 ]", 1.25), ("[offset:later]", 1), ("[offset:99999999]", 1)])
  func anOffsetOfMillisecondsMovesAllTimesAhead(tag: String, start: Double) throws {
    let words = try #require(TimeStampedText("[ti:Song]\n\(tag)\n[00:01.00]Sing")).words
    #expect(words.map(\.start) == [start])
  }

  @Test func whatIsSungTwiceHasTwoTimes() throws {
    let lrc = try #require(TimeStampedText("[00:20][01:00]Sing\n[00:40]Rest"))
    #expect(lrc.text == "Sing\nRest\nSing")
    #expect(lrc.words.map(\.start) == [20, 40, 60])
  }

  /// The first stamp is of hours by its point, as `[01:00:02]` is of minutes.
  @Test func stampsMayHaveHours() throws {
    let words = try #require(TimeStampedText("[01:00:02.50]Sing\n[01:00:02]on")).words
    #expect(words.map(\.start) == [60.02, 3602.5])
  }

  @Test func linesOutOfOrderAreSungInTheOrderOfTheirTimes() throws {
    let lrc = try #require(TimeStampedText("[00:30]Two\n[Verse]\n[00:10]One\n[00:40]Three"))
    #expect(lrc.text == "[Verse]\nOne\nTwo\nThree")
    #expect(lrc.words.map(\.start) == [10, 30, 40])
  }

  @Test func translationsAreNotSung() throws {
    let lrc = try #require(
      TimeStampedText(
        "[00:00][Verse]\n[00:00]eins\n[00:00]one\n[00:02]ja\n[00:02]yes\n[00:03]oh\n[00:04]"))
    #expect(lrc.text == "[Verse]\neins\nja\noh\n")
    #expect(lrc.words.map(\.text) == ["[Verse]", "eins", "ja", "oh"])
  }

  @Test func aSecondVoiceNowAndThenIsSung() throws {
    let lrc = try #require(TimeStampedText("[00:00]one\n[00:00](two)\n[00:02]three\n[00:03]four"))
    #expect(lrc.text == "one\n(two)\nthree\nfour")
  }

  @Test(arguments: [
    "", "[Verse]\nOne\nTwo", "[0:30]\n[Verse]\nOne\nTwo", "[12:3] One", "At [00:12.00] One",
    "[Verse]\n[ar:x]\nOne",
  ])
  func lyricsWithoutStampsAreNone(text: String) {
    #expect(TimeStampedText(text) == nil)
  }
}
