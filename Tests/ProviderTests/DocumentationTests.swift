import Foundation
import RiffusionAPI
import RiffusionStandIn
import Testing

@Suite struct DocumentationTests {
  /// The lines of the library's front page, with the stand-in for the vendor.
  @Test func theExampleOfTheFrontPageWorks() async throws {
    try await ProviderVisit.visit(.openAIHK) { visit in
      let secret = "hk-secret-of-the-test"
      let provider = visit.client.provider
      let request = GenerateRequest(
        words: .lyrics("[Verse]\nThe harbour lights are low"), title: "Harbour", tag: "folk, piano")
      let paths = try await RiffusionClient.withClient(of: provider, key: APIKey(secret)) {
        client in
        let job = try await client.submit(request)
        var paths: [String] = []
        for song in try await client.wait(for: job) where song.state == .succeeded {
          paths.append(try await client.download(song, into: visit.folder).path)
        }
        return paths
      }
      #expect(paths.count == 2)
      #expect(paths.allSatisfy { FileManager.default.fileExists(atPath: $0) })
    }
  }
}
