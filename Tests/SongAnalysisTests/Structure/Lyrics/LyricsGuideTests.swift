import SongLyrics
import Testing

@testable import SongAnalysis

@Suite struct LyricsGuideTests {
  /// Intro, verse, chorus, two bars alone, verse, chorus, bridge, chorus, outro.
  private static let song = ToyEvidence(sections: [
    ("i", 4, false), ("v", 8, true), ("c", 8, true), ("t", 2, false), ("v", 8, true),
    ("c", 8, true), ("b", 4, true), ("c", 8, true), ("o", 4, false),
  ])
  private static let line = "one and two and three and four"
  private static func text(_ name: String, _ lines: Int) -> String {
    "[\(name)]\n" + (0..<lines).map { "\(line) \(name) \($0)\n" }.joined() + "\n"
  }
  private static let lyrics = Lyrics(
    text("Verse", 4) + text("Chorus", 4) + text("Verse 2", 4) + text("Chorus", 4)
      + text("Bridge", 2) + text("Chorus", 4))
  private static let sung = [1, 2, 4, 5, 6, 7]

  /// Words in their parts, each on the grid of 0.64 s and moved by some seconds.
  private static func words(movedBy shift: Double = 0) -> [TimedWord] {
    words(of: lyrics, in: song, parts: sung, movedBy: shift)
  }

  private static func words(
    of lyrics: Lyrics, in song: ToyEvidence, parts: [Int], movedBy shift: Double = 0
  ) -> [TimedWord] {
    zip(lyrics.sections, parts).flatMap { section, index in
      let bars = song.bars[index]
      let start = 2 * Double(bars.lowerBound)
      func grid(_ time: Double) -> Double { ((time + shift) / 0.64).rounded(.up) * 0.64 }
      let words = section.lines.flatMap { $0.split(separator: " ") }
      let step = 2 * Double(bars.count) / Double(words.count)
      let marker = (section.marker?.text ?? "").split(separator: " ").map {
        TimedWord(text: String($0), start: grid(start), end: grid(start))
      }
      return marker
        + words.enumerated().map { number, word in
          TimedWord(
            text: String(word), start: grid(start + step * Double(number)),
            end: grid(start + step * Double(number + 1)))
        }
    }
  }

  private static func guide(_ lyrics: Lyrics, _ words: [TimedWord] = []) -> LyricsGuide {
    LyricsGuide(lyrics, words: words, song.evidence, beats: [])
  }

  @Test func silenceBeforeTheMusicOnlyMakesItsSectionsLater() throws {
    let silence = 6000.0
    let late = ToyEvidence(sections: Self.song.sections, start: silence)
    let sections = try #require(
      LyricsGuide(Self.lyrics, words: [], late.evidence, beats: []).sections)
    let own = try #require(Self.guide(Self.lyrics).sections)
    #expect(sections.map(\.bars) == own.map(\.bars))
    #expect(sections.map(\.start) == own.map { $0.start + silence })
    #expect(sections.map(\.confidence) == own.map(\.confidence))
  }

  @Test func sectionsAreThoseOfTheLyricsInTheirOrder() throws {
    let guide = Self.guide(Self.lyrics)
    let sections = try #require(guide.sections)
    #expect(sections.map(\.bars) == Self.song.bars)
    #expect(
      sections.map(\.name) == [
        nil, "Verse", "Chorus", nil, "Verse 2", "Chorus", "Bridge", "Chorus", nil,
      ])
    #expect(
      sections.map(\.label) == [
        .intro, .verse, .chorus, .instrumental, .verse, .chorus, .bridge, .chorus, .outro,
      ])
    #expect(guide.report.notices == [])
  }

  @Test func timesOfWordsThatFitAreUsedAndRaiseTheConfidence() throws {
    let plain = Self.guide(Self.lyrics)
    let guide = Self.guide(Self.lyrics, Self.words())
    #expect(guide.report.wordTimes == .used)
    #expect(guide.report.confidence > plain.report.confidence)
    #expect(try #require(guide.sections).map(\.bars) == Self.song.bars)
  }

  @Test(arguments: [-7.0, 5, 9])
  func timesThatRunBesideTheAudioAreLeftAside(shift: Double) throws {
    let guide = Self.guide(Self.lyrics, Self.words(movedBy: shift))
    #expect(guide.report.wordTimes == .distrusted)
    #expect(guide.report.notices.count == 1)
    #expect(try #require(guide.sections).map(\.bars) == Self.song.bars)
  }

  @Test func timesOutOfOrderOrBeyondTheEndOrOfOtherWordsAreLeftAside() {
    let late = Self.words().map {
      TimedWord(text: $0.text, start: $0.start + 500, end: $0.end + 500)
    }
    let other = Self.words().map { TimedWord(text: "x" + $0.text, start: $0.start, end: $0.end) }
    for words in [Self.words().reversed(), late, other] {
      #expect(Self.guide(Self.lyrics, words).report.wordTimes == .distrusted)
    }
  }

  @Test(arguments: [-1e300, -70, 0, 30, 55, 100, 9999, 1e300, .infinity, .nan])
  func oneWrongTimeMovesNoSectionOutOfItsPlace(time: Double) throws {
    for text in ["[Bridge]", "[Verse"] {
      var words = Self.words()
      let index = try #require(words.lastIndex { $0.text == text })
      words[index] = TimedWord(text: text, start: time, end: time)
      let sections = try #require(Self.guide(Self.lyrics, words).sections)
      #expect(sections.count >= Self.song.bars.count)
      for (section, next) in zip(sections, sections.dropFirst()) {
        #expect(section.start < section.end && section.end == next.start)
        #expect(abs(next.start - 2 * Double(next.bars.lowerBound)) <= 2)
      }
    }
  }

  /// A provider may give a marker with the last word before it, however long nobody sings then.
  @Test func aMarkerLongBeforeItsFirstWordLeavesTheInstrumentalAlone() throws {
    let song = ToyEvidence(sections: [
      ("i", 4, false), ("v", 8, true), ("c", 8, true), ("t", 8, false), ("v", 8, true),
      ("c", 8, true), ("o", 4, false),
    ])
    let lyrics = Lyrics(
      Self.text("Verse", 4) + Self.text("Chorus", 4) + Self.text("Verse 2", 4)
        + Self.text("Chorus", 4))
    var words = Self.words(of: lyrics, in: song, parts: [1, 2, 4, 5])
    let verse = try #require(words.lastIndex { $0.text == "[Verse" })
    for index in verse...verse + 1 {
      words[index] = TimedWord(text: words[index].text, start: 40.32, end: words[index].end)
    }
    let guide = LyricsGuide(lyrics, words: words, song.evidence, beats: [])
    #expect(guide.report.wordTimes == .used)
    let sections = try #require(guide.sections)
    #expect(sections.map(\.bars) == song.bars)
    #expect(sections.map(\.name) == [nil, "Verse", "Chorus", nil, "Verse 2", "Chorus", nil])
  }

  @Test func aLineThatIsPutBeyondTheEndTakesTheTimesOfNoOther() throws {
    var words = Self.words()
    let last = words.count - 6..<words.count
    for index in last {
      words[index] = TimedWord(text: words[index].text, start: 240.001, end: words[index].end)
    }
    let guide = Self.guide(Self.lyrics, words)
    #expect(guide.report.wordTimes == .used)
    #expect(try #require(guide.sections).map(\.bars) == Self.song.bars)
  }

  @Test func lyricsThatCannotBeSungInTheTimeAreLeftAside() {
    let endless = Lyrics("[Verse]\n" + String(repeating: Self.line + "\n", count: 400))
    for lyrics in [endless, Lyrics(""), Lyrics(String(repeating: "[Verse]\nla\n\n", count: 200))] {
      let guide = Self.guide(lyrics)
      #expect(guide.sections == nil)
      #expect(!guide.report.isAligned)
      #expect(guide.report.notices.count == 1)
    }
  }

  @Test func lyricsThatFitNoBetterThanInAnotherOrderAreAskedAbout() throws {
    let parts = [("Chorus", 4), ("Verse", 4), ("Chorus", 4), ("Chorus", 4), ("Bridge", 2)]
    let guide = Self.guide(Lyrics(parts.map(Self.text).joined()))
    #expect(guide.report.isAligned)
    #expect(guide.report.confidence < Self.guide(Self.lyrics).report.confidence)
    #expect(guide.report.notices.count == 1)
  }

  @Test func lyricsOfOnePartHaveNoOtherOrder() throws {
    let guide = Self.guide(Lyrics(Self.text("Verse", 16)))
    #expect(guide.report.confidence == 0.5)
    #expect(guide.report.notices == [])
  }

  @Test func noChanceOfALastChorusIsSurerThanItsBarLine() throws {
    let chance = try #require(Self.guide(Self.lyrics).lastChorusChance)
    #expect((0.5...BarGrid.boundaryShare).contains(chance))
  }

  @Test func aVoiceBeforeTheBarLineIsAPickup() throws {
    var words = Self.words()
    let verse = try #require(words.firstIndex { $0.text == "[Verse" })
    let start = words[verse].start
    for index in verse...verse + 2 {
      words[index] = TimedWord(text: words[index].text, start: start - 1.28, end: start - 1.28)
    }
    let sections = try #require(Self.guide(Self.lyrics, words).sections)
    #expect(sections[4].start == 44)
    #expect(try #require(sections[4].pickup) < 43.5)
  }

  @Test func aVoiceThatBeginsWithTheSongHasNoPickup() throws {
    let song = ToyEvidence(sections: [
      ("v", 8, true), ("c", 8, true), ("v", 8, true), ("c", 8, true), ("o", 4, false),
    ])
    let lyrics = Lyrics(
      Self.text("Verse", 4) + Self.text("Chorus", 4) + Self.text("Verse 2", 4)
        + Self.text("Chorus", 4))
    let words = Self.words(of: lyrics, in: song, parts: [0, 1, 2, 3])
    #expect(words[0].start == 0)
    let sections = try #require(
      LyricsGuide(lyrics, words: words, song.evidence, beats: []).sections)
    #expect(sections[0].name == "Verse")
    #expect(sections[0].pickup == nil)
  }

  @Test func aPartOfTheLyricsKeepsTheCutsOfTheAudioInside() throws {
    let song = ToyEvidence(sections: [
      ("i", 4, false), ("v", 8, true), ("w", 8, true), ("c", 8, true), ("o", 4, false),
    ])
    let lyrics = Lyrics(Self.text("Verse", 8) + Self.text("Chorus", 4))
    let guide = LyricsGuide(lyrics, words: [], song.evidence, beats: [])
    let sections = try #require(guide.sections)
    #expect(sections.map(\.bars) == song.bars)
    #expect(sections.map(\.name) == [nil, "Verse", "Verse", "Chorus", nil])
    #expect(sections.map(\.begins) == [false, true, false, true, false])
    #expect(sections.map(\.label) == [.intro, .verse, .verse, .chorus, .outro])
  }

  @Test func aStretchWithoutAPartIsOneSectionUnlessItIsLong() throws {
    let lyrics = Lyrics(Self.text("Verse", 4) + Self.text("Chorus", 4))
    func sections(_ outro: [(Character, Int, Bool)]) throws -> [GuidedSection] {
      let song = ToyEvidence(
        sections: [("i", 4, false), ("v", 8, true), ("c", 8, true)]
          + outro.map { (music: $0.0, bars: $0.1, isSung: $0.2) })
      return try #require(LyricsGuide(lyrics, words: [], song.evidence, beats: []).sections)
    }
    let short = try sections([("o", 8, false), ("p", 8, false)])
    #expect(short.map(\.bars.count) == [4, 8, 8, 16])
    let long = try sections([("o", 8, false), ("p", 8, false), ("q", 16, false)])
    #expect(long.map(\.bars.count) == [4, 8, 8, 8, 8, 16])
    #expect(long.suffix(3).map(\.label) == [.outro, .outro, .outro])
  }

  @Test func whereTheLyricsHaveAStartACutIsSurer() throws {
    let song = ToyEvidence(sections: [
      ("i", 4, false), ("v", 8, true), ("w", 8, true), ("c", 8, true), ("o", 4, false),
    ])
    let lyrics = Lyrics(Self.text("Verse", 8) + Self.text("Chorus", 4))
    let guide = LyricsGuide(lyrics, words: [], song.evidence, beats: [])
    let confidences = try #require(guide.sections).map(\.confidence)
    // The same margin at every change of the music.
    #expect(confidences[1] == confidences[3])
    #expect(confidences[2] == confidences[4])
    #expect(confidences[2] < confidences[3])
  }
}
