import SongLyrics
import Testing

@Suite struct SubtitlesTests {
  private static let words = [
    TimedWord(text: "ab", start: 3601.5, end: 3602.5),
    TimedWord(text: "cd", start: 3602.5, end: 3603.5, isReckoned: true),
    TimedWord(text: "ef", start: 3605, end: 3606),
  ]

  @Test(arguments: [
    "1\r\n01:00:01,500 --> 01:00:03,500\r\n<i>ab</i>\r\ncd\r\n\r\n2\r\n01:00:05,000 --> 01:00:06,000\r\nef",
    """
    WEBVTT - a song

    NOTE sung by
    nobody

    first
    01:00:01.500 --> 01:00:03.500 align:start
    ab <c.loud>cd</c>

    60:05.000 --> 60:06.000
    ef
    """,
  ])
  func cuesOfBothFormatsAreRead(text: String) throws {
    #expect(try #require(Subtitles(text)).words == Self.words)
  }

  @Test func stylesAndSpeakersAreNotSung() throws {
    let cues = """
      00:01.000 --> 00:02.000
      {\\an8}{\\k20}ANN: ab
      - cd: ef

      00:02.000 --> 00:03.000
      >> gh
      """
    let subtitles = try #require(Subtitles(cues))
    #expect(subtitles.text == "ab\ncd: ef\ngh")
    #expect(subtitles.words.map(\.text) == ["ab", "cd:", "ef", "gh"])
  }

  @Test func wordsOfCuesThatOverlapAreInOrder() throws {
    let words = try #require(
      Subtitles("00:01.000 --> 00:09.000\nab cd\n\n00:03.000 --> 00:05.000\nef")
    ).words
    #expect(words.map(\.start) == [1, 2, 3])
  }

  @Test(arguments: ["", "la la", "00:01 --> x\nla", "00:01.000 --> x\nla", "la --> la"])
  func whatHasNoCueIsNone(text: String) {
    #expect(Subtitles(text) == nil)
  }
}
