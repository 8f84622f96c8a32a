import TestSupport
import Testing

@Suite struct DemoCommandTests {
  /// All of the demonstration is run, in release, by `samples/quickstart.sh`.
  @Test func theDemonstrationTakesNoFolderThatIsThere() async throws {
    let folder = try TemporaryFolder()
    try folder.write([], to: "taken")
    let run = try await SegueRun.run(["demo", "--output", "taken"], in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("cannotWrite: taken"))
  }
}
