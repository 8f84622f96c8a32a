import RiffusionAPI
import TestSupport
import Testing

/// Seams of two files, from the command line.
struct SeamCommandTests {
  @Test func theSeamOfTwoFilesIsTold() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      let run = try await visit.segue(
        "extend", song.id, "--yes", "--format", "json", "--output", "songs")
      let result = try #require(try run.songs().first?[member: "path"]?.text)
      guard
        case .number(let cut) = try run.json()[member: "rounds"]?.elements?
          .first?[member: "choice.crop_end_at"]
      else {
        Issue.record("no cut in \(run.output)")
        return
      }
      let seam = try await visit.segue(
        "seam", song.path, result, "--at", "\(cut)", "--format", "json")
      #expect(seam.status == 0, "\(seam.errors)")
      #expect(try await JSONSchema.seam.faults(in: seam.output) == "")
      #expect(try seam.json()[member: "verdict"] == "clean")
      let other = try await visit.segue("seam", song.path, "song.txt", "--at", "6.4")
      #expect(other.status == 1)
      #expect(other.errors.contains("not audio"))
    }
  }
}
