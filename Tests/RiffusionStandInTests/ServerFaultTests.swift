import Foundation
import RiffusionStandIn
import TestSupport
import Testing

/// What goes wrong on purpose, and what is charged for it.
@Suite struct ServerFaultTests {
  @Test(arguments: [
    (Fault.unauthorized, 401), (.quota(status: 402), 402), (.quota(status: 403), 403),
    (.moderation(status: 403), 403), (.rateLimit(seconds: 2), 429),
    (.serverError(status: 502), 502),
    (.retired(status: 410), 410),
  ])
  func aRefusedSubmitIsNotCharged(fault: Fault, status: Int) async throws {
    let rule = FaultPlan.Rule(on: .submit, operation: .create, fault)
    try await StandInProvider.quick(faults: [rule]).withServer { server in
      let client = WireClient(server: server)
      let refused = try await client.post("/riffusion/generate", Examples.generate)
      #expect(refused.status == status)
      #expect(refused["error"] is [String: Any])
      #expect(refused.headers["retry-after"] == (status == 429 ? "2" : nil))
      #expect(server.ledger.charges.isEmpty)
      // It strikes once, and at no other operation.
      let taken = try await client.post("/riffusion/generate", Examples.generate)
      #expect(taken.status == 200)
      #expect(server.ledger.charges.count == 1)
    }
  }

  @Test func anErrorMayComeAfterTheCharge() async throws {
    let rules = [FaultPlan.Rule(on: .submit, times: nil, .serverErrorAfterCharge(status: 500))]
    try await StandInProvider.quick(faults: rules).withServer { server in
      let client = WireClient(server: server)
      #expect(try await client.post("/riffusion/generate", Examples.generate).status == 500)
      let charge = try #require(server.ledger.charges.first)
      #expect(charge.body == Examples.generate)
      // The songs exist, so one who learns their ids can adopt them.
      #expect(try await client.finished(charge.songIDs).count == 2)
      let flat = try await client.post("/api/v1/riffusion/create", Examples.description)
      #expect(flat.status == 500)
      #expect(flat["error"] is String)
      #expect(server.ledger.charges.count == 2)
    }
  }

  @Test func aDroppedOrHungSubmitIsChargedWithoutAnAnswer() async throws {
    let rules = [
      FaultPlan.Rule(on: .submit, .drop), FaultPlan.Rule(on: .submit, nth: 2, .hang(seconds: nil)),
    ]
    try await StandInProvider.quick(faults: rules).withServer { server in
      let client = WireClient(server: server)
      await #expect(throws: (any Error).self) {
        try await client.post("/riffusion/generate", Examples.generate)
      }
      #expect(server.ledger.charges.count == 1)
      let hung = Task { try await client.post("/riffusion/generate", Examples.generate) }
      while server.ledger.charges.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
      try await Task.sleep(for: .milliseconds(300))
      hung.cancel()
      await #expect(throws: (any Error).self) { try await hung.value }
      let answered = try await client.post("/riffusion/generate", Examples.generate)
      #expect(answered.status == 200)
    }
  }

  @Test func aServerStopsAlthoughACallHangs() async throws {
    let rules = [FaultPlan.Rule(on: .submit, .hang(seconds: nil))]
    let pending = try await StandInProvider.quick(faults: rules).withServer { server in
      let client = WireClient(server: server)
      let call = Task { try await client.post("/riffusion/generate", Examples.generate) }
      while server.ledger.charges.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
      return call
    }
    await #expect(throws: (any Error).self) { try await pending.value }
  }

  @Test func aPollMayFailAndTheSongsComeAllTheSame() async throws {
    let rules = [
      FaultPlan.Rule(on: .poll, .serverError(status: 502)), .init(on: .poll, nth: 2, .html),
      .init(on: .poll, nth: 3, .notReady), .init(on: .poll, nth: 4, .unknown),
      .init(on: .poll, nth: 5, .drop),
    ]
    try await StandInProvider.quick(faults: rules).withServer { server in
      let client = WireClient(server: server)
      let jobs = try await client.post("/riffusion/generate", Examples.generate).jobs
      let feed = "/riffusion/feed/\(jobs.joined(separator: ","))"
      #expect(try await client.get(feed).status == 502)
      let page = try await client.get(feed)
      #expect(page.status == 200)
      #expect(page.headers["content-type"]?.hasPrefix("text/html") == true)
      #expect(try await client.get(feed).status == 202)
      #expect(try await client.get(feed).status == 404)
      await #expect(throws: (any Error).self) { try await client.get(feed) }
      #expect(try await client.finished(jobs).count == 2)
    }
  }

  @Test func aSubmitMayBeAcceptedWith202() async throws {
    let rules = [FaultPlan.Rule(on: .submit, .notReady)]
    try await StandInProvider.quick(faults: rules).withServer { server in
      let client = WireClient(server: server)
      let accepted = try await client.post("/riffusion/generate", Examples.generate)
      #expect(accepted.status == 202)
      #expect(try await client.finished(accepted.jobs).count == 2)
    }
  }

  @Test func songsMayFailOrBeTakenBack() async throws {
    let rules = [
      FaultPlan.Rule(on: .submit, .failSong(0)), .init(on: .submit, nth: 2, .flagSong(nil)),
      .init(on: .submit, nth: 3, .oneSong), .init(on: .submit, nth: 4, .stall(1)),
      .init(on: .submit, nth: 5, .failSong(nil)),
    ]
    try await StandInProvider.quick(faults: rules).withServer { server in
      let client = WireClient(server: server)
      func statuses() async throws -> [String] {
        let jobs = try await client.post("/riffusion/generate", Examples.generate).jobs
        return try await client.finished(jobs).compactMap { $0["status"] as? String }
      }
      #expect(try await statuses() == ["failed", "complete"])
      #expect(try await statuses() == ["flagged", "flagged"])
      #expect(try await statuses() == ["complete"])
      let jobs = try await client.post("/riffusion/generate", Examples.generate).jobs
      _ = try await client.finished([jobs[0]])
      let stalled = try await client.get("/riffusion/feed/\(jobs[1])").list[0]
      #expect(stalled["status"] as? String == "generating_audio")
      let task = try await client.post("/api/v1/riffusion/create", Examples.description)
      let path = "/api/v1/riffusion/task/\(try #require(task["task_id"] as? String))"
      let failed = try await client.poll(path) { $0.status == 200 }
      #expect(failed.clips.map { $0["state"] as? String } == ["failed", "failed"])
      #expect(server.ledger.charges.count == 5)
    }
  }

  @Test func aLateCropMayBeClamped() async throws {
    let rules = [FaultPlan.Rule(on: .submit, operation: .extend, .clampCrop(seconds: 2))]
    try await StandInProvider.quick(faults: rules).withServer { server in
      let client = WireClient(server: server)
      let song = try await client.song()
      let source = #""riff_id": "\#(song.id)""#
      let body = Examples.morph("extend", source, #""crop_end_at": 6,"#)
      let clamped = try await client.post("/riffusion/generate", body)
      let whole = try await client.post("/riffusion/generate", body)
      let songs = try await client.finished([clamped.jobs[0], whole.jobs[0]])
      let durations = songs.compactMap { $0["duration"] as? Double }
      #expect(abs(durations[1] - durations[0] - 4) < 1e-6)
    }
  }

  @Test func everyFaultOfAFileIsUnderstood() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      Array(
        #"""
        {"faults": [
          {"on": "submit", "fault": "rate-limit", "seconds": 2},
          {"on": "submit", "operation": "extend", "nth": 2, "fault": "hang"},
          {"on": "poll", "nth": 3, "times": 2, "fault": "server-error", "status": 502},
          {"on": "download", "times": 0, "fault": "cut", "bytes": 40000}
        ]}
        """#.utf8), to: "faults.json")
    let expected = FaultPlan([
      .init(on: .submit, .rateLimit(seconds: 2)),
      .init(on: .submit, operation: .extend, nth: 2, .hang(seconds: nil)),
      .init(on: .poll, nth: 3, times: 2, .serverError(status: 502)),
      .init(on: .download, times: nil, .cut(bytes: 40_000)),
    ])
    #expect(try FaultPlan(path: path) == expected)
  }

  @Test(arguments: [
    (#"{"faults": [{"on": "submit", "fault": "explode"}]}"#, "explode"),
    (#"{"faults": [{"on": "submit", "fault": "hang"}, {"fault": "hang"}]}"#, "rule 2"),
    (#"{"faults": [{"on": "moon", "fault": "hang"}]}"#, "download"),
    (#"{"faults": [{"on": "poll", "fault": "cut"}]}"#, "only on download"),
    (#"{"faults": [{"on": "poll", "fault": "hang", "nht": 2}]}"#, "nht"),
    (#"{"faults": [{"on": "poll", "fault": "hang", "nth": 0}]}"#, "nth"),
    (#"{"faults": [{"on": "poll", "fault": "hang", "times": 1.5}]}"#, "times"),
    (#"{"faults": [{"on": "poll", "fault": "hang", "operation": "sing"}]}"#, "swap-vocals"),
    (#"{"faults": 3}"#, "faults"), ("hang", "JSON"),
  ])
  func aMisprintIsAnErrorThatNamesIt(plan: String, word: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(plan.utf8), to: "faults.json")
    let error = #expect(throws: FaultPlanError.self) { try FaultPlan(path: path) }
    #expect(error?.description.contains(word) == true)
  }
}
