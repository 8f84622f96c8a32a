import Foundation
import RiffusionStandIn
import Testing

/// Dialects B and D over real HTTP.
@Suite struct ServerTaskTests {
  @Test(arguments: [StandInDialect.musicapi, .sunoapi])
  func aTaskAnswers202UntilItsSongsAreThere(dialect: StandInDialect) async throws {
    let clock = SetClock()
    var provider = StandInProvider(
      dialect: dialect, pace: .seconds(100), length: .brief, credits: 100)
    provider.now = { clock.now }
    try await provider.withServer { server in
      let client = WireClient(server: server)
      let submitted = try await client.post("/api/v1/riffusion/create", Examples.description)
      #expect(submitted["message"] as? String == "success")
      let path = "/api/v1/riffusion/task/\(try #require(submitted["task_id"] as? String))"
      let waiting = try await client.get(path)
      #expect(waiting.status == 202)
      #expect(waiting["code"] as? Int == 202)
      #expect(waiting["type"] as? String == "not_ready")
      #expect(waiting["error"] is String)
      clock.advance(by: .seconds(85))
      let first = try await client.poll(path) { $0.status == 200 }
      #expect(first.clips.count == 1)
      clock.advance(by: .seconds(15))
      let both = try await client.poll(path) { $0.clips.count == 2 }
      #expect(both["code"] as? Int == 200)
      for clip in both.clips {
        #expect(clip["state"] as? String == "succeeded")
        #expect(clip["mv"] as? String == "FUZZ-1.1 Pro")
        #expect(clip["video_url"] is NSNull)
        #expect((clip["created_at"] as? String)?.count == "2025-06-18T15:47:54.705246Z".count)
        #expect((clip["lyrics"] as? String)?.contains("r&b pop song") == true)
        let words = try #require(clip["timestamp"] as? [String: Any])["words"] as? [[String: Any]]
        #expect(words?.first?["text"] as? String == "[Verse]")
        let url = try #require(clip["audio_url"] as? String)
        #expect(try await client.get(url).status == 200)
      }
      let credits = try await client.get("/api/v1/get-credits")
      #expect(credits["credits"] as? Int == (dialect == .musicapi ? 88 : 90))
      #expect(credits["extra_credits"] as? Int == 0)
    }
  }

  @Test func everyTaskTypeAnswersForAClipAndForAnUpload() async throws {
    try await StandInProvider.quick().withServer { server in
      let client = WireClient(server: server)
      let clip = try await client.clip(Examples.description)
      let uploaded = try await client.post("/api/v1/riffusion/upload", Examples.upload)
      let upload = try #require(uploaded["clip_id"] as? String)
      _ = try await client.clip(Examples.description)
      for (kind, id) in [("", clip), ("upload_", upload)] {
        for (type, more) in [
          ("extend_\(kind)music", #""continue_at":5,"#), ("cover_\(kind)music", ""),
          ("replace_\(kind)music", #""starts_at":2,"ends_at":5,"#),
          ("replace_\(kind)music", #""replace_start_at":2,"replace_end_at":5,"#),
          ("swap_\(kind)music_vocals", ""), ("swap_\(kind)music_sound", ""),
        ] {
          let made = try await client.clip(Examples.task(type, clip: id, more))
          #expect(!made.isEmpty, "\(type)")
        }
        let lacking = Examples.task("extend_\(kind)music", clip: id)
        #expect(try await client.post("/api/v1/riffusion/create", lacking).status == 400)
      }
      let mixed = Examples.task("cover_upload_music", clip: clip)
      #expect(try await client.post("/api/v1/riffusion/create", mixed).status == 400)
      #expect(try await client.post("/api/v1/riffusion/create", #"{"mv":"x"}"#).status == 400)
      #expect(server.ledger.charges.count == 15)
    }
  }

  @Test func anUnknownTaskIs400() async throws {
    try await StandInProvider().withServer { server in
      let answer = try await WireClient(server: server).get("/api/v1/riffusion/task/x")
      #expect(answer.status == 400)
      #expect(answer["error"] as? String == "task not found.")
    }
  }

  @Test func anUploadMayBeATask() async throws {
    try await StandInProvider(pace: .zero, length: .brief, uploadsAreTasks: true).withServer {
      server in
      let client = WireClient(server: server)
      for (path, body) in [
        ("/api/v1/riffusion", Examples.upload),
        ("/api/v1/producer", Examples.upload.replacing("url\"", with: "audio_url\"")),
      ] {
        let uploaded = try await client.post("\(path)/upload", body)
        let task = try #require(uploaded["task_id"] as? String)
        let done = try await client.poll("\(path)/task/\(task)") { $0.status == 200 }
        #expect(done.clips.count == 1)
        #expect(done.clips[0]["clip_id"] is String)
      }
    }
  }

  @Test func anUploadOfAnOwnSongIsThatSong() async throws {
    try await StandInProvider.quick().withServer { server in
      let client = WireClient(server: server)
      let song = try await client.song()
      let body = #"{"audio_url":"\#(song.url)"}"#
      let uploaded = try await client.post("/api/v1/producer/upload", body)
      let task = try #require(uploaded["task_id"] as? String)
      let done = try await client.poll("/api/v1/producer/task/\(task)") { $0.status == 200 }
      let copy = try #require(done.clips[0]["audio_url"] as? String)
      #expect(copy != song.url)
      #expect(try await client.get(copy).body == client.get(song.url).body)
    }
  }

  @Test func theProducerDialectMakesAndChangesSongs() async throws {
    try await StandInProvider.quick().withServer { server in
      let client = WireClient(server: server)
      let body =
        #"{"task_type":"create_music","mv":"FUZZ-2.0","sound":"pop","lyrics":"[Verse]\nA"}"#
      let clip = try await client.clip(body, at: "/api/v1/producer")
      for (type, more) in [
        ("extend_music", #""starts_at":5.5,"#), ("cover_music", #""cover_strength":0.5,"#),
        ("replace_music", #""starts_at":2,"ends_at":5,"instruction":"softer","#),
        ("replace_music", #""starts":2,"#), ("swap_music_vocals", ""), ("swap_music_sound", ""),
      ] {
        let made = try await client.clip(
          Examples.producer(type, clip: clip, more), at: "/api/v1/producer")
        #expect(!made.isEmpty, "\(type)")
      }
      let retired = Examples.producer("music_variation", clip: clip)
      #expect(try await client.post("/api/v1/producer/create", retired).status == 410)
      let weak = Examples.producer("cover_music", clip: clip, #""sound_strength":0.1,"#)
      #expect(try await client.post("/api/v1/producer/create", weak).status == 400)
      #expect(server.ledger.charges.map(\.credits) == Array(repeating: 10, count: 7))
    }
  }

  @Test func lyricsComeInTwoVersionsAndAreCharged() async throws {
    try await StandInProvider().withServer { server in
      let client = WireClient(server: server)
      let path = "/api/v1/sonic/lyrics"
      let answer = try await client.post(path, #"{"description":"a song about sky"}"#)
      let results = try #require(answer["results"] as? [[String: Any]])
      #expect(results.count == 2)
      #expect(results.allSatisfy { ($0["lyrics"] as? String)?.contains("[Chorus]") == true })
      #expect(results[0]["lyrics"] as? String != results[1]["lyrics"] as? String)
      #expect(try await client.post(path, "{}").status == 400)
      #expect(server.ledger.charges.map(\.operation) == [.lyrics])
    }
  }

  @Test func withoutCreditsNothingIsMade() async throws {
    try await StandInProvider(pace: .zero, length: .brief, credits: 11).withServer { server in
      let answer = try await WireClient(server: server).post(
        "/api/v1/riffusion/create", Examples.description)
      #expect(answer.status == 403)
      #expect((answer["error"] as? String)?.contains("credits") == true)
      #expect(server.ledger.charges.isEmpty)
      #expect(server.ledger.credits == 11)
    }
  }
}

extension WireClient.Answer {
  /// The elements of `data`.
  var clips: [[String: Any]] { self["data"] as? [[String: Any]] ?? [] }
}

extension WireClient {
  /// Creates with a body, waits for both clips, and gives the first one's id; empty on refusal.
  func clip(_ body: String, at base: String = "/api/v1/riffusion") async throws -> String {
    let submitted = try await post("\(base)/create", body)
    guard let task = submitted["task_id"] as? String else {
      Issue.record("\(submitted.status): \(String(decoding: submitted.body, as: UTF8.self))")
      return ""
    }
    let done = try await poll("\(base)/task/\(task)") { $0.clips.count == 2 }
    return done.clips[0]["clip_id"] as? String ?? ""
  }
}
