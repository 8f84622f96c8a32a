import SongAnalysis
import SongReports
import SongRuns
import TestSupport
import Testing

@Suite struct BatchRowTests {
  @Test func anAnalysisGivesARowWithItsFigures() {
    let row = BatchRow(.analysis(ExampleAnalysis.plain), page: "a.html")
    #expect(row.page == "a.html")
    #expect(row.title == "Paper Boats")
    #expect(row.status == "damaged")
    #expect(row.sections.count == 9)
    #expect(row.crop == 189.98)
  }

  @Test func aFailureGivesARowWithItsReason() {
    let failure = FailureDocument(path: "x.mp3", code: "notAudio", message: "an HTML page")
    let row = BatchRow(.failure(failure))
    #expect(row.status == "failed")
    #expect(row.reason == "an HTML page")
    #expect(row.duration == nil)
  }

  @Test func whatCouldNotBeMeasuredIsAbsent() {
    let row = BatchRow(.analysis(ExampleAnalysis.silent))
    #expect(row.loudness == nil)
    #expect(row.crop == nil)
    #expect(row.duration == 5)
  }
}
