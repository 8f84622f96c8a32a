import Testing

@testable import SongAnalysis

@Suite struct SectionNamesTests {
  @Test func aSongInTheUsualFormGetsTheUsualNames() {
    let song = Self.evidence([
      (0, -1), (1, -0.3), (2, 0.8), (1, -0.3), (2, 0.8), (3, -0.2), (2, 1), (4, -1),
    ])
    #expect(
      SectionNames(song).labels == [
        .intro, .verse, .chorus, .verse, .chorus, .bridge, .chorus, .outro,
      ])
  }

  @Test func whatLeadsFromEachVerseIntoEachChorusIsAPreChorus() {
    let song = Self.evidence([
      (0, -1), (1, -0.5), (2, 0), (3, 0.8), (1, -0.5), (2, 0), (3, 0.8), (4, 0), (3, 1), (5, -1),
    ])
    let labels = SectionNames(song).labels
    #expect(labels[2] == .preChorus)
    #expect(labels[5] == .preChorus)
  }

  @Test func theMusicOfTheIntroIsNoChorusWhenItReturns() {
    let song = Self.evidence([
      (0, 0), (1, -0.3), (2, 0.7), (0, 0), (1, -0.3), (2, 0.7), (0, 0), (2, 0.7), (3, -1),
    ])
    let labels = SectionNames(song).labels
    #expect(labels[3] != .chorus)
    #expect(labels[7] == .chorus)
  }

  @Test func theLastChorusEndsWithOneOfTheSectionsAndMostLikelyWithTheLastThatIsNamedChorus() {
    let names = SectionNames(
      Self.evidence([
        (0, -1), (1, -0.3), (2, 0.8), (1, -0.3), (2, 0.8), (3, -0.2), (2, 1), (4, -1),
      ]))
    #expect(names.lastChorus.max { $0.value < $1.value }?.key == 6)
    #expect(abs(names.lastChorus.values.reduce(0, +) - 1) < 1e-9)
  }

  @Test func aSingleSectionHasOneName() {
    #expect(SectionNames(Self.evidence([(0, 0)])).labels.count == 1)
  }

  @Test func everySectionOfAVeryLongRecordingIsNamed() {
    let sections = (0..<400).map { ($0 % 60, Double($0 % 7) / 3 - 1) }
    #expect(SectionNames(Self.evidence(sections)).labels.count == 400)
  }

  /// Sections of equal length, each with its group and its level.
  private static func evidence(_ sections: [(group: Int, level: Double)]) -> SectionEvidence {
    let groups = sections.map(\.group)
    let share = 1 / Double(sections.count)
    return SectionEvidence(
      groups: groups,
      places: groups.indices.map { (Double($0) * share, Double($0 + 1) * share) },
      lengths: groups.map { _ in 20 },
      levels: sections.map(\.level),
      voices: groups.map { _ in 0.5 },
      voiceReliability: 0,
      occurrences: (0...(groups.max() ?? 0)).map { group in groups.count { $0 == group } })
  }
}
