import Foundation
import SongLyrics
import TestSupport
import Testing

@testable import SongAnalysis

@Suite struct LyricsAlignmentTests {
  private static func parts(_ lyrics: String) -> [LyricsPart] {
    LyricsPart.parts(of: Lyrics(lyrics))
  }

  private static let song = parts(
    """
    [Verse]
    one of the words
    [Chorus]
    la la la
    [Verse 2]
    another of the words
    and then another
    [Chorus]
    la la la
    """)
  /// Parts that have no words, and so no pace.
  private static let wordless = parts("[Intro]\n[Chorus]\n[Bridge]\n[Solo]\n[Chorus]\n[Outro]\n")

  /// Bars of two seconds of which all is known by chance.
  private static func evidence(bars: Int, seed: UInt64) -> AlignmentEvidence {
    func noise(_ count: Int, _ number: UInt64, within amplitude: Float) -> [Float] {
      Signals.noise(amplitude: amplitude, frameCount: count, seed: 10 * seed + number)
    }
    return AlignmentEvidence(
      lines: (0...bars).map { 2 * Double($0) }, margins: noise(bars + 1, 0, within: 6),
      voice: noise(bars, 1, within: 0.5), force: noise(bars, 2, within: 2),
      similarity: SelfSimilarity(
        BarFeatures.Rows(width: 2, values: noise(2 * bars, 3, within: 1))))
  }

  /// Every way to give so many parts their bars, in order.
  private static func placings(_ parts: Int, in bars: Range<Int>) -> [[Range<Int>]] {
    guard parts > 0 else { return [[]] }
    return bars.flatMap { start in
      (start + 1...bars.upperBound).flatMap { end in
        placings(parts - 1, in: end..<bars.upperBound).map { [start..<end] + $0 }
      }
    }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func noOtherPlacesFitBetter(seed: UInt64) throws {
    let evidence = Self.evidence(bars: 9, seed: seed)
    let alignment = try #require(LyricsAlignment(Self.song, evidence))
    let placings = Self.placings(Self.song.count, in: 0..<evidence.count)
    #expect(placings.count == 1287)
    let scores = LyricsAlignment.paces(Self.song, evidence).flatMap { pace in
      let scores = PlaceScore(parts: Self.song, evidence: evidence, pace: pace, words: nil)
      return placings.map { (score: scores.total($0) + scores.mostVoice, places: $0) }
    }
    let best = try #require(scores.max { $0.score < $1.score })
    #expect(alignment.places == best.places)
    #expect(abs(alignment.score - best.score) < 1e-3)
    #expect(alignment.audioScore == alignment.score)
  }

  /// Of so few bars every history is kept, so the chance can be counted.
  @Test(arguments: [UInt64(5), 6])
  func theChanceOfTheLastChorusIsThatOfAllPlacesThatEndItThere(seed: UInt64) throws {
    let evidence = Self.evidence(bars: 6, seed: seed)
    let chorus = Self.parts("[Chorus]\nla la la\n")
    let alignment = try #require(LyricsAlignment(chorus, evidence))
    var (there, all) = (0.0, 0.0)
    for pace in LyricsAlignment.paces(chorus, evidence) {
      let scores = PlaceScore(parts: chorus, evidence: evidence, pace: pace, words: nil)
      for places in Self.placings(1, in: 0..<evidence.count) {
        let worth = exp(Double(LyricsAlignment.independence * scores.total(places)))
        all += worth
        if places[0].upperBound == alignment.places[0].upperBound { there += worth }
      }
    }
    #expect(there < 0.9 * all)
    let chance = try #require(alignment.lastChorusChance)
    #expect(abs(chance - BarGrid.boundaryShare * there / all) < 1e-3)
  }

  @Test func asManyPartsAsBarsHaveOneEach() throws {
    let evidence = Self.evidence(bars: Self.song.count, seed: 7)
    let alignment = try #require(LyricsAlignment(Self.song, evidence))
    #expect(alignment.places == [0..<1, 1..<2, 2..<3, 3..<4])
    #expect(abs(try #require(alignment.lastChorusChance) - BarGrid.boundaryShare) < 1e-6)
    #expect(LyricsAlignment(Self.song + Self.song.prefix(1), evidence) == nil)
    #expect(LyricsAlignment([], evidence) == nil)
    #expect(LyricsAlignment(Array(Self.song.prefix(1)), evidence)?.lastChorusChance == nil)
  }

  @Test func theLeadIsOverTheMeanOfOtherOrdersByPart() throws {
    func lead(_ order: [Int], over rivals: [[Int]]) throws -> (Float, expected: Float) {
      let evidence = Self.evidence(bars: 16, seed: 8)
      func aligned(_ order: [Int]) throws -> LyricsAlignment {
        try #require(LyricsAlignment(order.map { Self.wordless[$0] }, evidence))
      }
      let own = try aligned(order)
      let mean = try rivals.map { try aligned($0).score }.mean
      return (
        try #require(own.lead(order.map { Self.wordless[$0] }, evidence)),
        (own.score - mean) / Float(order.count)
      )
    }
    let (lead6, expected6) = try lead(
      [0, 1, 2, 3, 4, 5],
      over: [[5, 4, 3, 2, 1, 0], [2, 3, 4, 5, 0, 1], [4, 5, 0, 1, 2, 3], [0, 2, 4, 1, 3, 5]])
    #expect(abs(lead6 - expected6) < 1e-4)
    // Backwards they are the same, and so no rival.
    let (lead3, expected3) = try lead([1, 2, 1], over: [[2, 1, 1], [1, 1, 2], [1, 1, 2]])
    #expect(abs(lead3 - expected3) < 1e-4)
  }

  /// Words that are sung two bars late draw their parts there, against what the audio says.
  @Test func timesOfWordsMovePartsAndTheAudioHasItsOwnScoreOfThat() throws {
    let toy = ToyEvidence(sections: [
      ("i", 4, false), ("v", 8, true), ("c", 8, true), ("w", 8, true), ("c", 8, true),
      ("o", 4, false),
    ])
    let evidence = toy.evidence
    func alignment(movedBy shift: Double) throws -> LyricsAlignment {
      let words = zip(Self.song, toy.bars.dropFirst()).flatMap { part, bars in
        let words = part.words.split(separator: " ")
        let step = evidence.seconds(bars) / Double(words.count)
        return words.enumerated().map { index, word in
          let time = evidence.lines[bars.lowerBound] + shift + step * Double(index)
          return TimedWord(text: String(word), start: time, end: time + step - 0.2)
        }
      }
      return try #require(
        LyricsAlignment(
          Self.song, evidence, words: WordPlaces(words, parts: Self.song, duration: 80)))
    }
    let plain = try #require(LyricsAlignment(Self.song, evidence))
    #expect(plain.places == Array(toy.bars[1...4]))
    let right = try alignment(movedBy: 0.1)
    #expect(right.places == plain.places)
    #expect(right.audioScore == plain.score)
    let late = try alignment(movedBy: 4.1)
    #expect(late.places.map(\.lowerBound) == plain.places.map { $0.lowerBound + 2 })
    #expect(late.audioScore < plain.score - 1)
    #expect(late.score != late.audioScore)
  }
}
