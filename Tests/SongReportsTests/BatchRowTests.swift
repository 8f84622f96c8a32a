import Foundation
import SongAnalysis
import SongReports
import SongRuns
import TestSupport
import Testing

@Suite struct BatchRowTests {
  private let encoder = DocumentEncoder()

  @Test func aStoredAnalysisGivesTheRowOfTheAnalysis() throws {
    let row = try BatchRow(json: encoder.encode(ExampleAnalysis.plain), page: "a.html")
    #expect(row == BatchRow(.analysis(ExampleAnalysis.plain), page: "a.html"))
    #expect(row.title == "Paper Boats")
    #expect(row.status == "damaged")
    #expect(row.sections.count == 9)
    #expect(row.crop == 189.99)
  }

  @Test func aStoredFailureGivesARowWithItsReason() throws {
    let failure = FailureDocument(path: "x.mp3", code: "notAudio", message: "an HTML page")
    let row = try BatchRow(json: encoder.encode(failure))
    #expect(row == BatchRow(.failure(failure)))
    #expect(row.status == "failed")
    #expect(row.reason == "an HTML page")
    #expect(row.duration == nil)
  }

  @Test(arguments: ["{}", "[]", "x", #"{"schema": "segue.analysis/1"}"#])
  func otherJSONIsAnError(text: String) {
    #expect(throws: (any Error).self) { try BatchRow(json: Data(text.utf8)) }
  }

  @Test func whatCouldNotBeMeasuredIsAbsent() throws {
    let row = try BatchRow(json: encoder.encode(ExampleAnalysis.silent))
    #expect(row.loudness == nil)
    #expect(row.crop == nil)
    #expect(row.duration == 5)
  }
}
