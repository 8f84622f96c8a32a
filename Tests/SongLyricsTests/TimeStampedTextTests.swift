import SongLyrics
import Testing

@Suite struct TimeStampedTextTests {
  @Test(arguments: [
    ("[00:12.00][Verse]\n[00:15.30]One\n[01:02]Two\n[01:10:55]", "[Verse]\nOne\nTwo\n"),
    (
      "[ar:Ann]\n[length: 3:01]\n[Chorus]\n[00:21.1][01:45.10] Sing\n[0:25.000]on",
      "[Chorus]\nSing\non"
    ),
    ("[00:01.00] <00:01.00> Stay <00:01.50> a <00:01.90> while", "Stay a while"),
  ])
  func stampsAndTagsAreLeftOut(lrc: String, text: String) throws {
    #expect(try #require(TimeStampedText(lrc)).text == text)
  }

  @Test(arguments: [
    "", "[Verse]\nOne\nTwo", "[0:30]\n[Verse]\nOne\nTwo", "[12:3] One", "At [00:12.00] One",
    "[Verse]\n[ar:x]\nOne",
  ])
  func lyricsWithoutStampsAreNone(text: String) {
    #expect(TimeStampedText(text) == nil)
  }
}
