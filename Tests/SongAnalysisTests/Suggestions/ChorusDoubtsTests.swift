import Testing

@testable import SongAnalysis

@Suite struct ChorusDoubtsTests {
  @Test func aClearChorusLeavesNoDoubt() {
    let doubts = ChorusDoubts(
      Self.sections(), last: 2, chances: [2: 0.9, 1: 0.1], metreConfidence: 0.9)
    #expect(doubts.reasons.isEmpty && doubts.inWords.isEmpty)
  }

  @Test func anotherSectionThatCouldBeTheLastChorusIsNamedByItsEnd() {
    let doubts = ChorusDoubts(
      Self.sections(), last: 2, chances: [2: 0.6, 3: 0.3, 1: 0.1], metreConfidence: 0.9)
    #expect(doubts.inWords == "; unsure: it could also end at 1:04.0")
  }

  @Test func aFaintCutARepeatedChorusAndUnsureBarLinesAreSaid() {
    let doubts = ChorusDoubts(
      Self.sections(outro: "B", confidence: 0.3), last: 2, chances: [:], metreConfidence: 0.2)
    #expect(
      doubts.reasons == [
        "what follows repeats its music", "the change there is hard to hear",
        "the bar lines are unsure",
      ])
  }

  @Test func theSilenceAfterASongLeavesNoDoubt() {
    let doubts = ChorusDoubts(
      Self.sections(outro: "B", confidence: 0.3), last: 2, chances: [2: 0.6, 3: 0.3],
      metreConfidence: 0.9, soundEnd: 47.9)
    #expect(doubts.reasons.isEmpty)
  }

  @Test func nothingEndsLaterThanTheSound() {
    let doubts = ChorusDoubts(
      Self.sections(), last: 2, chances: [2: 0.6, 3: 0.3], metreConfidence: 0.9, soundEnd: 60.5)
    #expect(doubts.inWords == "; unsure: it could also end at 1:00.5")
  }

  private static func sections(outro: String = "C", confidence: Double = 0.8) -> [SectionReport] {
    [
      SectionReport(start: 0, end: 16, label: .chorus, group: "B", confidence: 1),
      SectionReport(start: 16, end: 32, label: .verse, group: "A", confidence: 0.8),
      SectionReport(start: 32, end: 48, label: .chorus, group: "B", confidence: 0.8),
      SectionReport(start: 48, end: 64, label: .outro, group: outro, confidence: confidence),
    ]
  }
}
