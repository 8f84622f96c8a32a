import Foundation
import RiffusionStandIn
import Testing

/// Dialect A over real HTTP, with bodies from the documents.
@Suite struct ServerMorphTests {
  @Test func aPromptMakesTwoSongsThatCanBeFetched() async throws {
    try await StandInProvider(pace: .zero, length: .brief).withServer { server in
      let client = WireClient(server: server)
      let submitted = try await client.post("/riffusion/generate", Examples.generate)
      #expect(submitted.status == 200)
      #expect(Set(submitted.jobs).count == 2)
      let songs = try await client.finished(submitted.jobs)
      for song in songs {
        #expect(song["status"] as? String == "complete")
        #expect(song["title"] as? String == "童年")
        #expect(song["tags"] as? String == "流行, 粤语")
        let duration = try #require(song["duration"] as? Double)
        #expect((duration * 100).rounded().truncatingRemainder(dividingBy: 64) == 0)
        let url = try #require(song["audio_url"] as? String)
        let audio = try await WireClient(server: server, key: nil).get(url)
        #expect(audio.status == 200)
        #expect(audio.headers["content-type"] == "audio/mpeg")
        #expect(audio.headers["content-length"] == String(audio.body.count))
        #expect(audio.body.count > 20_000)
      }
      #expect(server.ledger.charges.map(\.operation) == [.create])
      #expect(server.ledger.charges.map(\.songIDs) == [submitted.jobs])
      #expect(server.ledger.keysSeenOnMedia.isEmpty)
    }
  }
}
