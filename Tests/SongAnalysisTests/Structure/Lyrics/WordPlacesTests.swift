import SongLyrics
import Testing

@testable import SongAnalysis

@Suite struct WordPlacesTests {
  private static let parts = LyricsPart.parts(
    of: Lyrics("[Verse]\none two three four five six\n[Chorus]\nla no mi shi ta ru ko en\n"))

  /// Words of one second each, the first at a time.
  private static func words(_ text: String, at start: Double) -> [TimedWord] {
    text.split(separator: " ").enumerated().map { index, word in
      TimedWord(
        text: String(word), start: start + Double(index), end: start + Double(index) + 1)
    }
  }

  /// Where the parts end that are sung from 10 s and from 40 s on, with other words from a time on.
  private static func ends(_ others: String, at time: Double) -> [Double?] {
    let all =
      words("one two three four five six", at: 10) + words(others, at: time)
      + words("la no mi shi ta ru ko en", at: 40)
    let places = WordPlaces(
      all.sorted { $0.start < $1.start }, parts: parts, duration: 100)
    return places.places.map { $0?.end }
  }

  @Test(arguments: [("[Verse", "2]"), ("【Verse", "2】"), ("［Verse", "2］")])
  func aMarkerThatCameInPartsIsOne(first: String, second: String) {
    let words = [first, second, "la"].enumerated().map {
      TimedWord(text: $1, start: Double($0), end: Double($0) + 1)
    }
    let tokens = TimedToken.tokens(of: words)
    #expect(tokens.map(\.token) == [.marker("Verse 2"), SungToken(text: "la")])
    #expect(tokens.map(\.start) == [0, 2])
  }

  @Test func aPartEndsWithItsLastWord() {
    #expect(Self.ends("", at: 0) == [16, 48])
  }

  @Test(arguments: [("five six", 17.0, 19.0), ("four five x six", 30, 34), ("ta ru ko en", 50, 54)])
  func aLineOnceMoreLengthensItsPart(words: String, time: Double, end: Double) {
    #expect(Self.ends(words, at: time) == (time < 40 ? [end, 48] : [16, end]))
  }

  @Test(arguments: [(16.0, 19.0), (17.9, 20.9), (48, 51)])
  func wordsThatWereMisheardLengthenTheirPart(time: Double, end: Double) {
    #expect(Self.ends("x y z", at: time) == (time < 40 ? [end, 48] : [16, end]))
  }

  @Test(arguments: [18.0, 25, 50, 60])
  func wordsThatATranscriptInventsAfterARestBelongToNoPart(time: Double) {
    #expect(Self.ends("thanks for watching", at: time) == [16, 48])
  }

  @Test(arguments: [16.0, 48])
  func moreWordsThanALineOfThemBelongToNoPart(time: Double) {
    let ends = Self.ends("a b c d e f g h i j k l", at: time)
    #expect(ends == (time < 40 ? [24, 48] : [16, 56]))
  }

  @Test func wordsBehindAMarkerBelongToIt() {
    #expect(Self.ends("[Solo] five six", at: 16) == [16, 48])
  }

  @Test func aWordOrTwoOfAPartAreNoPlace() {
    let places = WordPlaces(
      Self.words("one two", at: 10) + Self.words("la no mi shi ta ru ko en", at: 40),
      parts: Self.parts, duration: 100)
    #expect(places.places.map { $0?.start } == [nil, 40])
  }
}
