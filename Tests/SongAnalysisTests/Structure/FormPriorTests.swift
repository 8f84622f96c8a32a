import Foundation
import Testing

@testable import SongAnalysis

@Suite struct FormPriorTests {
  @Test func sharesOfWhatFollowsOrEndsASongAddUpToOne() {
    for (label, next) in FormPrior.next.enumerated() where FormPrior.labels[label] != .outro {
      let total = (next + [FormPrior.last[label]]).reduce(0) { $0 + exp($1) }
      #expect(abs(total - 1) < 0.06, "\(FormPrior.labels[label]): \(total)")
    }
    #expect(abs(FormPrior.first.reduce(0) { $0 + exp($1) } - 1) < 0.01)
  }

  @Test func theTablesHaveARowForEveryLabel() {
    #expect(Set(FormPrior.labels) == Set(SectionLabel.allCases))
    #expect(FormPrior.place.count == FormPrior.labels.count)
    #expect(FormPrior.occurrences.allSatisfy { $0.count == 4 })
    #expect(FormPrior.returningIntro.count == FormPrior.labels.count)
  }
}
