import Foundation
import RiffusionStandIn
import Testing

/// How audio comes over the wire, well and badly.
@Suite struct ServerMediaTests {
  @Test func aRangeIsAnsweredWithThatRange() async throws {
    try await StandInProvider.quick().withServer { server in
      let client = WireClient(server: server, key: nil)
      let url = try await WireClient(server: server).song().url
      let whole = try await client.get(url)
      #expect(whole.headers["accept-ranges"] == "bytes")
      let tag = try #require(whole.headers["etag"])
      let size = whole.body.count
      for (asked, range) in [
        ("bytes=0-99", 0..<100), ("bytes=1000-", 1000..<size), ("bytes=-50", size - 50..<size),
        ("bytes=20-\(size + 7)", 20..<size),
      ] {
        let part = try await client.get(url, headers: ["Range": asked])
        #expect(part.status == 206)
        let place = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
        #expect(part.headers["content-range"] == place)
        #expect(part.body == Array(whole.body[range]))
      }
      let beyond = try await client.get(url, headers: ["Range": "bytes=\(size)-"])
      #expect(beyond.status == 416)
      #expect(beyond.headers["content-range"] == "bytes */\(size)")
      for passedOver in ["bytes=0-1,4-5", "bytes=9-3", "lines=1-2", "bytes=x-"] {
        #expect(try await client.get(url, headers: ["Range": passedOver]).status == 200)
      }
      let same = try await client.get(url, headers: ["Range": "bytes=5-", "If-Range": tag])
      #expect(same.status == 206)
      let other = try await client.get(url, headers: ["Range": "bytes=5-", "If-Range": "\"no\""])
      #expect(other.status == 200)
    }
  }

  @Test func aCutDownloadCanBeResumed() async throws {
    let rules = [FaultPlan.Rule(on: .download, .cut(bytes: 9000))]
    try await StandInProvider.quick(faults: rules).withServer { server in
      let client = WireClient(server: server, key: nil)
      let url = try await WireClient(server: server).song().url
      await #expect(throws: (any Error).self) { try await client.get(url) }
      let rest = try await client.get(url, headers: ["Range": "bytes=9000-"])
      #expect(rest.status == 206)
      let whole = try await client.get(url)
      #expect(Array(whole.body[9000...]) == rest.body)
    }
  }

  @Test func aDownloadGoesWrongInManyWays() async throws {
    let rules = [
      FaultPlan.Rule(on: .download, .html), .init(on: .download, nth: 2, .expired(status: 403)),
      .init(on: .download, nth: 3, .shorten(bytes: 5000)),
      .init(on: .download, nth: 4, .wrongLength(bytes: 10)), .init(on: .download, nth: 5, .drop),
      .init(on: .download, nth: 6, .slow(seconds: 0.01)),
      .init(on: .download, nth: 7, .rateLimit(seconds: 1)),
      .init(on: .download, nth: 8, .redirect("/media/moved.mp3")),
    ]
    try await StandInProvider.quick(faults: rules).withServer { server in
      let client = WireClient(server: server, key: nil)
      let url = try await WireClient(server: server).song().url
      let page = try await client.get(url)
      #expect(page.status == 200)
      #expect(String(decoding: page.body, as: UTF8.self).hasPrefix("<!DOCTYPE html>"))
      let expired = try await client.get(url)
      #expect(expired.status == 403)
      #expect(expired.headers["content-type"] == "application/xml")
      #expect(try await client.get(url).body.count == 5000)
      await #expect(throws: (any Error).self) { try await client.get(url) }
      await #expect(throws: (any Error).self) { try await client.get(url) }
      let slow = try await client.get(url)
      #expect(slow.headers["content-length"] == String(slow.body.count))
      #expect(try await client.get(url).status == 429)
      // The client follows, and there is nothing.
      #expect(try await client.get(url).status == 404)
      #expect(try await client.get(url).body == slow.body)
    }
  }

  @Test func aKeyThatComesToTheAudioIsNoticed() async throws {
    try await StandInProvider.quick().withServer { server in
      let client = WireClient(server: server)
      let url = try await client.song().url
      #expect(server.ledger.keysSeenOnMedia.isEmpty)
      _ = try await client.get(url)
      #expect(server.ledger.keysSeenOnMedia == [String(url.dropFirst(server.baseURL.count))])
    }
  }

  @Test func hundredsOfJobsAreRenderedOnce() async throws {
    try await StandInProvider.quick().withServer { server in
      let client = WireClient(server: server)
      var jobs: [String] = []
      for _ in 0..<200 {
        jobs += try await client.post("/riffusion/generate", Examples.generate).jobs
      }
      #expect(try await client.finished(jobs).count == 400)
      #expect(server.ledger.charges.count == 200)
    }
  }
}
