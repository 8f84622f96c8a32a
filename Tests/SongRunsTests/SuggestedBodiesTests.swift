import Foundation
import RiffusionAPI
import SongAnalysis
import SongRuns
import TestSupport
import Testing

@Suite struct SuggestedBodiesTests {
  private func value(_ body: SuggestedBodies.Body) throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: Data(body.json.utf8))
  }

  @Test func everySuggestionHasTheBodyOfItsRequest() throws {
    let song = ExampleAnalysis.plain
    let bodies = try SuggestedBodies(of: song)
    #expect(bodies.extend.count == song.suggestions.extend.count)
    #expect(bodies.inpaint.count == song.suggestions.inpaint.count)
    #expect(try value(bodies.extend[0])[member: "morph.crop_end_at"] == 189.98)
    #expect(try value(bodies.inpaint[0])[member: "morph.replace_start_at"] == 69.98)
    #expect(bodies.extend[0].missing.contains("morph.riff_id"))
  }

  @Test func theOpenBodyWaitsForACut() throws {
    let body = try SuggestedBodies(of: ExampleAnalysis.silent).open
    #expect(try value(body)[member: "morph.transform"] == "extend")
    #expect(try value(body)[member: "morph.crop_end_at"] == 5)
  }
}
