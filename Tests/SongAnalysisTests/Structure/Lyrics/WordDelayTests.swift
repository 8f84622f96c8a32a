import AudioModel
import SongLyrics
import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct WordDelayTests {
  private static let format = AudioFormat(sampleRate: 16_000, channelCount: 1)
  /// Lines and the rests between them, of no regular length, in seconds.
  private static let lines = irregularLines(count: 16)
  private static let song = features(of: lines)

  @Test(arguments: [-0.5, 0, 0.3, 0.8, 1.1])
  func timesThatAreOffAsAWholeHaveThatDelay(off: Double) throws {
    let delay = try #require(
      WordDelay(of: Self.words(Self.lines, late: -off), Self.song))
    #expect(abs(delay.seconds - off) < 0.15, "\(delay.seconds)")
  }

  @Test func timesOnAGridThatTheyWereMovedDownToAreLateByHalfOfIt() throws {
    let grid = 0.64
    let words = Self.words(Self.lines).map {
      TimedWord(
        text: $0.text, start: grid * ($0.start / grid).rounded(.down),
        end: grid * ($0.end / grid).rounded(.down))
    }
    let delay = try #require(WordDelay(of: words, Self.song))
    #expect(abs(delay.seconds - grid / 2) < 0.2, "\(delay.seconds)")
  }

  @Test func wordsInsideALineDoNotCount() throws {
    // The level does not rise for the last four.
    let words = Self.words(Self.lines, late: -0.8).flatMap {
      Self.fiveWords(from: $0.start, to: $0.end, areReckoned: false)
    }
    let delay = try #require(WordDelay(of: words, Self.song))
    #expect(abs(delay.seconds - 0.8) < 0.15, "\(delay.seconds)")
  }

  /// Lines that follow on each other without a rest, while the voice takes breath between them.
  @Test func wordsThatShareALineLeaveItsStart() throws {
    let lines = Self.words(Self.lines, late: -0.8)
    func words(areReckoned: Bool) -> [TimedWord] {
      zip(lines, lines.dropFirst()).flatMap { line, next in
        Self.fiveWords(from: line.start, to: next.start, areReckoned: areReckoned)
      }
    }
    let delay = try #require(WordDelay(of: words(areReckoned: true), Self.song))
    #expect(abs(delay.seconds - 0.8) < 0.15, "\(delay.seconds)")
    #expect(WordDelay(of: words(areReckoned: false), Self.song) == nil)
  }

  @Test func markersDoNotCount() throws {
    let words = Self.words(Self.lines, late: -0.8)
    let marked = words.flatMap {
      [TimedWord(text: "[Verse]", start: $0.start - 0.4, end: $0.start - 0.4), $0]
    }
    let features = Self.song
    #expect(
      try #require(WordDelay(of: marked, features)).seconds
        == (try #require(WordDelay(of: words, features)).seconds))
  }

  @Test func aVoiceThatNeverRestsTellsNothing() {
    let steady = Self.features(of: [(0, 80)])
    #expect(WordDelay(of: Self.words(Self.lines), steady) == nil)
  }

  /// A voice, or an instrument, that is half a decibel louder where lines are said to be.
  @Test func aRiseThatNobodyHearsTellsNothing() {
    let features = Self.features(of: Self.lines, amplitude: 0.016, over: 0.3)
    #expect(WordDelay(of: Self.words(Self.lines), features) == nil)
  }

  @Test(arguments: [-6.0, 4, 20])
  func timesThatAreFarOffAreNotTakenForNearOnes(late: Double) {
    #expect(
      WordDelay(of: Self.words(Self.lines, late: late), Self.song) == nil)
  }

  @Test func linesAtEqualDistancesMeetTheVoiceAtManyDelays() {
    let sung = (0..<18).map { (start: 2 + 4 * Double($0), end: 5 + 4 * Double($0)) }
    #expect(WordDelay(of: Self.words(Array(sung[2..<16])), Self.features(of: sung)) == nil)
  }

  @Test func aFewLinesMayMeetTheVoiceByChance() {
    let features = Self.song
    #expect(WordDelay(of: Array(Self.words(Self.lines).prefix(12)), features) != nil)
    #expect(WordDelay(of: Array(Self.words(Self.lines).prefix(11)), features) == nil)
  }

  @Test func noWordsHaveNoDelay() {
    #expect(WordDelay(of: [], Self.song) == nil)
  }

  @Test func timesBeyondTheSongDoNoHarm() throws {
    let beyond = [-1e300, 240, 3599, 1e300].map { TimedWord(text: "la", start: $0, end: $0) }
    let words = Self.words(Self.lines, late: -0.8) + beyond
    let delay = try #require(WordDelay(of: words, Self.song))
    #expect(abs(delay.seconds - 0.8) < 0.15, "\(delay.seconds)")
    #expect(WordDelay(of: Self.words(Self.lines).prefix(11) + beyond, Self.song) == nil)
  }

  /// The times of words that are reported, and the cuts that spare them, are those of the voice; a
  /// person is told where that is far from what the provider said.
  @Test(arguments: [(0.8, "0.8 s later"), (0.2, nil), (-0.6, "0.6 s earlier")])
  func theSectionsAreAtTheTimesOfTheVoice(off: Double, told: String?) throws {
    let (samples, lines) = Self.songWithVoice()
    let lyrics = Lyrics(
      lines.enumerated().map { ($0 % 4 == 0 ? "[\(Self.names[$0 / 4])]\n" : "") + $1.text }
        .joined(separator: "\n"))
    let words = lines.map { TimedWord(text: $0.text, start: $0.start - off, end: $0.end - off) }
    let format = AudioFormat(sampleRate: 16_000, channelCount: 2)
    var analyzer = SongAnalyzer(format: format)
    for block in Signals.blocks(samples, format: format, lengths: [8192]) {
      analyzer.process(block)
    }
    let findings = analyzer.finish(lyrics: lyrics, words: words)
    let report = try #require(findings.lyrics)
    #expect(report.wordTimes == .used)
    #expect(abs(try #require(report.wordDelay) - off) < 0.1)
    #expect(
      report.notices
        == [told.map { "the words are sung \($0) than their times say, and were moved there" }]
        .compactMap(\.self))
    let sung = findings.sections.filter { $0.lyricsSection != nil }
    let starts = sung.filter(\.lyricsSectionBegins).map(\.start)
    #expect(starts.count == 4)
    // Each section is sung from 0.2 s after its bar line on.
    for (start, bar) in zip(starts, [0, 8, 16, 24]) {
      #expect(abs(start - 2 * Double(bar)) < 0.1, "\(start)")
    }
  }

  private static let names = ["Verse", "Chorus", "Verse 2", "Chorus"]

  /// Four sections of eight bars of two seconds on the left, and four lines in each in the middle.
  private static func songWithVoice()
    -> (samples: [[Float]], lines: [(text: String, start: Double, end: Double)])
  {
    let song = ToySong(
      tempo: 120,
      [(ToySong.verse, 8), (ToySong.chorus, 8), (ToySong.verse, 8), (ToySong.chorus, 8)])
    let music = song.samples()
    var (left, right) = (Signals.scaled(music, by: 2), Signals.silence(frameCount: music.count))
    let tone = Signals.sine(
      frequencyInHertz: 440, amplitude: 0.3, frameCount: music.count, sampleRate: 16_000)
    let places = [(0.2, 3.1), (4.6, 6.9), (8.1, 10.2), (11.3, 14.8)]
    let texts = [
      "lights along the harbour", "waves against the stone", "somebody is singing",
      "nobody goes home",
    ]
    let lines = (0..<4).flatMap { section in
      zip(places, texts).enumerated().map { line, place in
        // No two sections have quite the same rests.
        let late = line == 0 ? 0 : 0.13 * Double(section)
        return (
          text: section % 2 == 1 ? place.1 : "\(place.1) \(Self.names[section])",
          start: 16 * Double(section) + place.0.0 + late,
          end: 16 * Double(section) + place.0.1 + late
        )
      }
    }
    for line in lines {
      for frame in Int(line.start * 16_000)..<min(music.count, Int(line.end * 16_000)) {
        left[frame] += tone[frame]
        right[frame] += tone[frame]
      }
    }
    return ([left, right], lines)
  }

  private static func irregularLines(count: Int) -> [(start: Double, end: Double)] {
    var random = SeededGenerator(seed: 5)
    var time = 1.5
    return (0..<count).map { _ in
      let start = time
      let end = start + .random(in: 1.5...3.5, using: &random)
      time = end + .random(in: 0.7...2.5, using: &random)
      return (start, end)
    }
  }

  /// Words that share a line evenly.
  private static func fiveWords(
    from start: Double, to end: Double, areReckoned: Bool
  ) -> [TimedWord] {
    let times = (0...5).map { $0 == 5 ? end : start + (end - start) * Double($0) / 5 }
    return zip(times, times.dropFirst()).map { from, to in
      TimedWord(text: "la", start: from, end: to, isReckoned: areReckoned && from > start)
    }
  }

  /// A word for each line.
  private static func words(
    _ lines: [(start: Double, end: Double)], late: Double = 0
  ) -> [TimedWord] {
    lines.map { TimedWord(text: "la", start: $0.start + late, end: $0.end + late) }
  }

  /// Eighty seconds with a tone where a line is sung, over noise and that tone at another level.
  private static func features(
    of lines: [(start: Double, end: Double)], amplitude: Double = 0.3, over steady: Double = 0
  ) -> SpectralFeatures {
    let rate = format.sampleRate
    let tone = Signals.sine(
      frequencyInHertz: 440, amplitude: 1, frameCount: 80 * Int(rate), sampleRate: rate)
    var samples = Signals.noise(amplitude: 0.01, frameCount: 80 * Int(rate), seed: 3)
    for line in lines {
      for frame in Int(line.start * rate)..<min(samples.count, Int(line.end * rate)) {
        samples[frame] += Float(amplitude) * tone[frame]
      }
    }
    for frame in samples.indices { samples[frame] += Float(steady) * tone[frame] }
    var analyzer = SpectralAnalyzer(format: format)
    for block in Signals.blocks([samples], format: format, lengths: [8192]) {
      analyzer.process(block)
    }
    return analyzer.finish()
  }
}
