import Foundation
import RiffusionStandIn
import Testing

/// Dialect A over real HTTP, with bodies from the documents.
@Suite struct ServerMorphTests {
  @Test func aPromptMakesTwoSongsThatCanBeFetched() async throws {
    try await StandInProvider.quick().withServer { server in
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

  @Test func everyTransformAnswersForASongAndForAnUpload() async throws {
    try await StandInProvider.quick().withServer { server in
      let client = WireClient(server: server)
      let song = try await client.song()
      let upload = try await client.post("/riffusion/upload", Examples.upload)
      let uploadID = try #require(upload["id"] as? String)
      // An upload answers at once, and can be used as soon as it is rendered.
      _ = try await client.song()
      var paid: [PaidOperation] = [.create, .upload, .create]
      for source in [#""riff_id": "\#(song.id)""#, #""audio_upload_id": "\#(uploadID)""#] {
        for (transform, more) in Self.transforms {
          let made = try await client.post(
            "/riffusion/generate", Examples.morph(transform, source, more))
          #expect(made.status == 200, "\(transform) of \(source)")
          let songs = try await client.finished(made.jobs)
          #expect(songs.map { $0["status"] as? String } == ["complete", "complete"])
        }
        paid += [.cover, .extend, .inpaint, .swapVocals, .swapSound]
      }
      let topic = try await client.post("/riffusion/generate/topic", Examples.topic)
      #expect(try await client.finished(topic.jobs).count == 2)
      #expect(server.ledger.charges.map(\.operation) == paid + [.topic])
    }
  }

  private static let transforms = [
    ("cover", ""), ("extend", #""crop_end_at": 4.932608,"#),
    ("inpaint", #""replace_start_at": 2.16928131842106, "replace_end_at": 7.50178530438593,"#),
    ("swap_vocals", ""), ("swap_sound", ""),
  ]

  @Test(arguments: [
    (#"{"lyrics": "a", "tag": "b", "title": "c"}"#, "model"),
    (#"{"model": "FUZZ-9", "lyrics": "a", "tag": "b", "title": "c"}"#, "model"),
    (#"{"model": "FUZZ-1.0", "tag": "b", "title": "c"}"#, "lyrics"),
    (#"{"model": "FUZZ-1.0", "lyrics": "a", "title": "c"}"#, "tag"),
    (#"{"model": "FUZZ-1.0", "lyrics": "a", "tag": "b"}"#, "title"),
    (#"{"model": "FUZZ-1.0", "lyrics": "a", "tag": "b", "title": 4}"#, "title"),
    (#"{"model": "FUZZ-1.0", "lyrics": "a", "tag": "b", "title": "c", "instrumental": 1}"#, "inst"),
    ("[1]", "object"), ("no json", "object"),
  ])
  func aRequestThatLacksSomethingIsRefusedAndNotCharged(body: String, word: String) async throws {
    try await StandInProvider(length: .brief).withServer { server in
      let answer = try await WireClient(server: server).post("/riffusion/generate", body)
      #expect(answer.status == 400)
      let error = try #require(answer["error"] as? [String: Any])
      #expect((error["message"] as? String)?.contains(word) == true)
      #expect(server.ledger.charges.isEmpty)
    }
  }

  @Test func aTransformIsCheckedAgainstItsSource() async throws {
    try await StandInProvider.quick().withServer { server in
      let client = WireClient(server: server)
      let song = try await client.song()
      let source = #""riff_id": "\#(song.id)""#
      let strange = #""riff_id": "83fab52b-3b72-4678-9d5c-820b937bcd92""#
      let wrong = [
        Examples.morph("extend", strange, #""crop_end_at": 2,"#),
        Examples.morph("extend", source), Examples.morph("extend", source, #""crop_end_at": 0,"#),
        Examples.morph("extend", source, #""crop_end_at": \#(song.duration + 1),"#),
        Examples.morph("inpaint", source, #""replace_start_at": 2,"#),
        Examples.morph("inpaint", source, #""replace_start_at": 2, "replace_end_at": 2,"#),
        Examples.morph("inpaint", source, #""replace_start_at": 2, "replace_end_at": 2000,"#),
        Examples.morph("remix", source),
        Examples.morph("cover", source + #", "audio_upload_id": "\#(song.id)""#),
        Examples.morph("cover", #""audio_upload_id": "\#(song.id)""#),
        Examples.morph("cover", source).replacing("0.28", with: "1.01"),
        Examples.morph("cover", source)
          .replacing(#""normalized_variation_strength": null,"#, with: ""),
      ]
      for body in wrong {
        let answer = try await client.post("/riffusion/generate", body)
        #expect(answer.status == 400, "\(body)")
      }
      #expect(server.ledger.charges.count == 1)
    }
  }

  @Test func aSongThatIsStillMadeHasNoAudioAndCannotBeExtended() async throws {
    let clock = SetClock()
    var provider = StandInProvider(pace: .seconds(100), length: .brief)
    provider.now = { clock.now }
    try await provider.withServer { server in
      let client = WireClient(server: server)
      let jobs = try await client.post("/riffusion/generate", Examples.generate).jobs
      let feed = "/riffusion/feed/\(jobs.joined(separator: ","))"
      func statuses() async throws -> [String] {
        try await client.get(feed).list.compactMap { $0["status"] as? String }
      }
      #expect(try await statuses() == ["queued", "queued"])
      clock.advance(by: .seconds(60))
      let songs = try await client.get(feed).list
      #expect(songs.map { $0["status"] as? String } == ["generating_audio", "generating_audio"])
      // There is an address already, which leads nowhere.
      let preview = try #require(songs[0]["audio_url"] as? String)
      #expect(try await client.get(preview).status == 404)
      #expect(server.ledger.previewsFetched.count == 1)
      let extend = Examples.morph("extend", #""riff_id": "\#(jobs[0])""#, #""crop_end_at": 2,"#)
      #expect(try await client.post("/riffusion/generate", extend).status == 400)
      // The first song is done before the second one.
      clock.advance(by: .seconds(25))
      _ = try await client.poll(feed) { $0.list.contains { $0["status"] as? String == "complete" } }
      #expect(try await statuses() == ["complete", "generating_audio"])
      clock.advance(by: .seconds(25))
      #expect(try await client.finished(jobs).count == 2)
    }
  }

  @Test func theFeedLeavesOutWhatItDoesNotKnow() async throws {
    try await StandInProvider.quick().withServer { server in
      let client = WireClient(server: server)
      let song = try await client.song()
      let feed = try await client.get("/riffusion/feed/83fab52b,\(song.id)")
      #expect(feed.list.map { $0["id"] as? String } == [song.id])
      #expect(try await client.get("/riffusion/nothing").status == 404)
    }
  }

  @Test func yutoaiHasWordsOfItsOwn() async throws {
    let clock = SetClock()
    var provider = StandInProvider(
      dialect: .yutoai, pace: .seconds(10), length: .brief, wordTimes: .text)
    provider.now = { clock.now }
    try await provider.withServer { server in
      let client = WireClient(server: server)
      let jobs = try await client.post("/riffusion/generate", Examples.generate).jobs
      clock.advance(by: .seconds(4))
      let running = try await client.get("/riffusion/feed/\(jobs[1])").list[0]
      #expect(running["status"] as? String == "process")
      #expect(running["process"] as? Double == 40)
      clock.advance(by: .seconds(6))
      let done = try await client.finished(jobs)[0]
      #expect(done["status"] as? String == "success")
      #expect(done["process"] as? Double == 100)
      let generations = try #require(done["generations"] as? [[String: Any]])
      #expect(generations[0]["audio_url"] as? String == done["audio_url"] as? String)
      let words = try #require(done["lyrics_timestamped"] as? String)
      #expect(words.hasPrefix(#"{"words":[{"#))
      // Its page of extend demands more than the general one.
      let extend = Examples.morph("extend", #""riff_id": "\#(jobs[0])""#, #""crop_end_at": 2,"#)
      let lacking = extend.replacing(#""normalized_weirdness": 0.5,"#, with: "")
      #expect(try await client.post("/riffusion/generate", lacking).status == 400)
      #expect(try await client.post("/riffusion/generate", extend).status == 200)
      #expect(try await client.post("/api/v1/riffusion/create", "{}").status == 404)
    }
  }

  @Test func noCallIsAnsweredWithoutTheKey() async throws {
    try await StandInProvider(key: "right", length: .brief).withServer { server in
      for key in [nil, "", "wrong"] {
        let client = WireClient(server: server, key: key)
        let answers = [
          try await client.post("/riffusion/generate", Examples.generate),
          try await client.get("/riffusion/feed/1"),
          try await client.post("/api/v1/riffusion/create", Examples.description),
          try await client.get("/api/v1/get-credits"),
        ]
        for answer in answers { #expect(answer.status == 401) }
        #expect(answers[0]["error"] is [String: Any])
        #expect(answers[2]["error"] is String)
        #expect(answers[2]["code"] as? Int == 401)
      }
      let right = WireClient(server: server, key: "right")
      #expect(try await right.get("/api/v1/get-credits").status == 200)
      #expect(server.ledger.charges.isEmpty)
      #expect(!"\(server.ledger.requests)".contains("right"))
    }
  }
}
