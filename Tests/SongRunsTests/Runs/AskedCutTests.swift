import RiffusionAPI
import SongAnalysis
import SongLyrics
import TestSupport
import Testing

@testable import SongRuns

/// What is said of a time that the user gave, over bars of 2 s and beats of half a second.
@Suite struct AskedCutTests {
  private let word = TimedWord(text: "long", start: 29.2, end: 31.1)

  private func song(metre: Double = 0.8, lyrics: LyricsReport? = nil) -> AnalysisDocument {
    ExampleAnalysis.document(
      sections: [], lyrics: lyrics,
      rhythm: RhythmReport(
        tempoInBPM: 120, confidence: 1, beatsPerBar: 4, metreConfidence: metre,
        beats: (0..<120).map { Double($0) / 2 }, downbeats: (0..<30).map { Double($0) * 2 }))
  }

  private func reason(
    _ transform: Morph.Transform, _ words: [TimedWord] = [], metre: Double = 0.8
  ) -> String {
    RunChoice(asked: transform, in: song(metre: metre), singing: words).reason
  }

  @Test(arguments: [29.98, 30, 30.2, 29.8])
  func aTimeAtABarLineNeedsNoRemark(time: Double) {
    #expect(reason(.extend(cropEndAt: time)) == "asked for")
  }

  @Test func aTimeInsideAWordNamesTheNearestBeatThatIsClearOfIt() {
    #expect(
      reason(.extend(cropEndAt: 30), [word])
        == "asked for; \u{201C}long\u{201D} is sung across it; 0:28.980 would be better")
  }

  /// The provider's times are a second early, as was heard: the word is sung from 29.2 to 31.1 s.
  @Test func aWordIsWhereTheVoiceSingsIt() {
    let told = word.moved(by: -1)
    let heard = song(
      lyrics: LyricsReport(
        isAligned: true, confidence: 0.95, wordTimes: .used, wordDelay: 1, notices: []))
    func isCut(at crop: Double, in song: AnalysisDocument) -> Bool {
      RunChoice(asked: .extend(cropEndAt: crop), in: song, singing: [told]).reason
        .contains("sung across")
    }
    #expect(isCut(at: 30.3, in: heard))
    #expect(!isCut(at: 30.3, in: song()))
    #expect(!isCut(at: 28.8, in: heard))
    #expect(isCut(at: 28.8, in: song()))
  }

  @Test func timesThatContradictTheSongPutNoWordAcrossATime() {
    let heard = song(
      lyrics: LyricsReport(
        isAligned: true, confidence: 0.3, wordTimes: .distrusted, notices: []))
    let choice = RunChoice(asked: .extend(cropEndAt: 30), in: heard, singing: [word])
    #expect(choice.reason == "asked for")
  }

  @Test func aTimeFarFromABarLineNamesTheNearestOne() {
    #expect(
      reason(.extend(cropEndAt: 30.8))
        == "asked for; it lies 0.82 s from the nearest bar line; 0:29.980 would be better")
  }

  /// The bar line itself lies in the word.
  @Test func whereBothAreSoTheBetterTimeIsFreeOfBoth() {
    #expect(
      reason(.extend(cropEndAt: 30.4), [word])
        == "asked for; \u{201C}long\u{201D} is sung across it, it lies 0.42 s from the nearest "
        + "bar line; 0:28.980 would be better")
  }

  @Test func aWordThatCannotBeSparedIsToldAlone() {
    let held = TimedWord(text: "held", start: 27.5, end: 32.5)
    #expect(
      reason(.extend(cropEndAt: 30), [held])
        == "asked for; \u{201C}held\u{201D} is sung across it")
  }

  @Test func barLinesThatAreNotSureSayNothing() {
    #expect(reason(.extend(cropEndAt: 30.8), metre: 0.3) == "asked for")
  }

  @Test func whereThereAreNoBarsNothingIsSaidOfThem() {
    #expect(reason(.extend(cropEndAt: 100.8)) == "asked for")
  }

  @Test func bothEndsOfARangeAreLookedAt() {
    #expect(
      reason(.inpaint(start: 30, end: 36.7), [word])
        == "asked for; \u{201C}long\u{201D} is sung across the start; 0:28.980 would be better; "
        + "the end lies 0.72 s from the nearest bar line; 0:35.980 would be better")
  }

  /// Neither of the better times crosses the middle of the range.
  @Test func aRangeInsideABarIsNotTurnedRound() {
    #expect(
      reason(.inpaint(start: 30.6, end: 30.9))
        == "asked for; the start lies 0.62 s from the nearest bar line; 0:29.980 would be better; "
        + "the end lies 1.08 s from the nearest bar line; 0:31.980 would be better")
  }

  @Test func theTimeItselfIsKept() {
    let choice = RunChoice(asked: .extend(cropEndAt: 30.8), in: song(), singing: [word])
    #expect(choice.cropEndAt == 30.8)
    #expect(choice.confidence == nil)
  }

  @Test func whatWasNotHeardIsNotJudged() {
    let choice = RunChoice(asked: .extend(cropEndAt: 30.8), in: nil, singing: [word])
    #expect(choice.reason == "asked for")
  }
}
