import Foundation
import Testing

@testable import SongAnalysis

@Suite struct WholeFormTests {
  private static func probability(_ song: [(SectionLabel, Double)]) -> Double {
    WholeForm.logProbability(song.map { (FormPrior.index(of: $0.0), $0.1) })
  }

  /// Intro, verse and chorus twice, a bridge, and a last chorus of some seconds.
  private static func song(last: Double, pair: (Double, Double) = (24, 24)) -> [(
    SectionLabel, Double
  )] {
    [
      (.intro, 13), (.verse, 24), (.chorus, pair.0), (.verse, 24), (.chorus, pair.1),
      (.bridge, 20), (.chorus, last), (.outro, 15),
    ]
  }

  @Test func lastChorusesAreAsLongAsTheOthersOrTwiceAsLong() {
    let equal = Self.probability(Self.song(last: 24))
    let double = Self.probability(Self.song(last: 48))
    for odd in [8.0, 10, 64, 90] {
      #expect(Self.probability(Self.song(last: odd)) < min(equal, double))
    }
    #expect(double < equal)
  }

  @Test func aStretchMayBeTooShortAndTooLong() {
    let usual = Self.probability(Self.song(last: 24))
    for factor in [0.1, 0.4, 2.5, 10] {
      let song = Self.song(last: 24).map { ($0.0, $0.1 * factor) }
      #expect(Self.probability(song) < usual)
    }
  }

  /// A pre-chorus follows a bridge that follows a verse more often than one that follows a chorus.
  @Test func whatComesBeforeTheLastSectionMatters() {
    func next(_ label: SectionLabel, after song: [SectionLabel]) -> Double {
      Self.probability((song + [label]).map { ($0, 20) })
        - Self.probability((song + [.instrumental]).map { ($0, 20) })
    }
    let (afterVerse, afterChorus): ([SectionLabel], [SectionLabel]) = (
      [.chorus, .verse, .bridge], [.verse, .chorus, .bridge]
    )
    #expect(next(.preChorus, after: afterVerse) > next(.preChorus, after: afterChorus))
  }

  @Test func anyNumberOfChorusesHasAProbability() {
    for count in [0, 1, 2, 3, 5, 40] {
      let song = (0..<count).flatMap { _ in [(SectionLabel.verse, 24.4), (.chorus, 23.9)] }
      #expect(Self.probability(song).isFinite)
    }
  }

  @Test func whatHasNoLengthIsNoCrash() {
    #expect(Self.probability([(.chorus, 0), (.verse, 0), (.chorus, 0)]).isFinite)
    #expect(WholeForm.logProbability([]).isFinite)
  }
}
