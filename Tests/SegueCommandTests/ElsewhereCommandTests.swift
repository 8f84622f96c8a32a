import Foundation
import RiffusionAPI
import RiffusionStandIn
import TestSupport
import Testing

/// Songs that are not on this machine, as inputs of `analyze` and `suggest`.
@Suite struct ElsewhereCommandTests {
  /// A song of the provider that nothing on this machine knows, and its address.
  private static func visit(
    _ work: @escaping @Sendable (OrderVisit, _ id: String, _ address: String) async throws -> Void
  ) async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      for name in ["songs", "home"] {
        try FileManager.default.removeItem(atPath: visit.folder.path(of: name))
      }
      try await work(visit, song.id, "\(visit.server.baseURL)/media/\(song.id).mp3")
    }
  }

  @Test func addressesAndIdsAreAnsweredInOrderBesideFiles() async throws {
    try await Self.visit { visit, id, address in
      // It looks like an id, but for being there.
      try visit.folder.write(WAVFile(clicksFor: 3).bytes, to: "take")
      let inputs = [address, "take", id, "nobodys", address + ".none"]
      let run = try await visit.segue(
        "analyze", "-", input: inputs.joined(separator: "\n"))
      #expect(run.status == 1)
      let documents = try run.jsonLines()
      #expect(documents.map { $0[member: "source.path"]?.text } == inputs)
      #expect(
        documents.map { $0[member: "error.code"]?.text } == [
          nil, nil, nil, "unresolvedSource", "expired",
        ])
      #expect(documents[2][member: "source.song_id"]?.text == id)
      #expect(documents[2][member: "source.title"] == "Harbour")
      #expect(documents[0][member: "source.sha256"] == documents[2][member: "source.sha256"])
      #expect(
        run.errorLines.contains(
          "segue: nobodys: unresolvedSource: there is no such file, and openai-hk knows no song of "
            + "that id"), "\(run.errors)")
      #expect(visit.server.ledger.keysSeenOnMedia == [])
      #expect(try await JSONSchema.analysis.faults(in: run.output) == "")
    }
  }

  /// The sound of a page stays beside it; what is fetched for nothing else is removed.
  @Test func whatWasFetchedStaysOnlyWhereAPageLinksToIt() async throws {
    try await Self.visit { visit, id, address in
      let scratch = visit.folder.path(of: "scratch")
      try FileManager.default.createDirectory(
        atPath: scratch, withIntermediateDirectories: true)
      let environment = ["TMPDIR": scratch]
      let run = try await visit.segue(
        "analyze", address + "?key=a/s3cr3t", "--report", "pages", environment: environment)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.errors == "segue: report: pages/\(id).html\n")
      let audio = try FileManager.default.contentsOfDirectory(
        atPath: visit.folder.path(of: "pages/audio"))
      let page = String(decoding: try visit.folder.bytes(of: "pages/\(id).html"), as: UTF8.self)
      #expect(page.contains("src=\"audio/\(try #require(audio.first))\""))
      #expect(!page.contains("s3cr3t"))
      for options in [[], ["--report", "whole", "--embed-audio"]] {
        let run = try await SegueRun.run(
          ["analyze", address] + options, in: visit.folder.path,
          environment: environment.merging(["SEGUE_BASE_URL": visit.server.baseURL]) { $1 })
        #expect(run.status == 0, "\(run.errors)")
      }
      #expect(
        try FileManager.default.contentsOfDirectory(
          atPath: visit.folder.path(of: "whole")) == ["\(id).html"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: scratch) == [])
    }
  }

  @Test func whereNobodyCanBeAskedOnlyWhatIsElsewhereFails() async throws {
    try await Self.visit { visit, id, address in
      let wav = try visit.folder.write(WAVFile(clicksFor: 3).bytes, to: "good.wav")
      let lines = [wav, id, address].joined(separator: "\n")
      let keyless = try await visit.segue(
        "analyze", "-", input: lines, environment: ["SEGUE_API_KEY": ""])
      #expect(keyless.status == 1)
      #expect(
        try keyless.jsonLines().map { $0[member: "error.code"]?.text } == [
          nil, "unresolvedSource", nil,
        ])
      let lack = "\(id): unresolvedSource: there is no such file, and without a key"
      #expect(keyless.errors.contains(lack), "\(keyless.errors)")
      let refused = try await visit.segue("analyze", id, environment: ["SEGUE_API_KEY": "hk-other"])
      #expect(refused.status == 2)
      let nobody = try await visit.segue(
        "analyze", "-", input: lines, environment: ["SEGUE_PROVIDER": "nonsense"])
      #expect(nobody.status == 1)
      #expect(
        try nobody.jsonLines().map { $0[member: "error.code"]?.text } == [
          nil, "otherProvider", "otherProvider",
        ])
    }
  }

  @Test func aSuggestionForTheProvidersSongNamesIt() async throws {
    try await Self.visit { visit, id, _ in
      let run = try await visit.segue("suggest", id, "--from", "end", "--format", "json")
      #expect(run.status == 0, "\(run.errors)")
      #expect(try run.json()[member: "request.body.morph.riff_id"]?.text == id)
      #expect(try run.json()[member: "request.body.title"] == "Harbour(Extend)")
      let refused = try await visit.segue("suggest", id, environment: ["SEGUE_API_KEY": "hk-other"])
      #expect(refused.status == 2)
      let lack = "authentication: there is no such file, and openai-hk tells of no such song: "
      #expect(refused.errors.hasPrefix("segue: \(id): \(lack)"), "\(refused.errors)")
    }
  }
}
