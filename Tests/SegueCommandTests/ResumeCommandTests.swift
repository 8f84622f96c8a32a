import Foundation
import RiffusionAPI
import RiffusionStandIn
import TestSupport
import Testing

/// Runs that were stopped, and go on.
@Suite(.serialized) struct ResumeCommandTests {
  @Test func everyRunThatWasStoppedIsNamed() async throws {
    try await OrderVisit.visit(
      faults: [.init(on: .submit, times: nil, .quota(status: 403))]
    ) { visit in
      for _ in 0..<2 { _ = try await visit.generate() }
      let run = try await visit.segue("resume")
      #expect(run.status == 0)
      #expect(run.errors.contains("segue: runs 2, 1 were stopped: "), "\(run.errors)")
    }
  }

  /// The folder of the run has turned into something that nothing can be written to.
  @Test func aRunGoesOnInAnotherFolder() async throws {
    try await OrderVisit.visit { visit in
      _ = try await visit.segue(
        "generate", "--topic", "rain", "--output", "songs",
        environment: ["SEGUE_CRASH_AT": "after acknowledged 1"])
      try FileManager.default.removeItem(atPath: visit.folder.path(of: "songs"))
      try visit.folder.write([], to: "songs")
      #expect(try await visit.segue("resume", "1").status != 0)
      #expect(try await visit.segue("resume", "--output", "other").status == 64)
      let run = try await visit.segue("resume", "1", "--output", "other")
      #expect(run.status == 0, "\(run.errors)")
      let paths = run.output.split(separator: "\n")
      #expect(paths.count == 2)
      #expect(paths.allSatisfy { $0.hasPrefix(visit.folder.path(of: "other/")) })
      #expect(visit.server.ledger.charges.count == 1)
    }
  }

  @Test(.timeLimit(.minutes(20)))
  func anInterruptedRunSaysHowToGoOn() async throws {
    try await OrderVisit.visit(pace: .seconds(600)) { visit in
      let script = """
        set -m
        "$0" generate --topic rain 2>errors & pid=$!
        until grep -q ordered: errors; do sleep 0.05; done
        kill -INT $pid
        wait $pid
        """
      let run = try await CommandRun(
        "/bin/bash", ["-c", script, CommandRun.product("segue")], in: visit.folder.path,
        environment: [
          "SEGUE_BASE_URL": visit.server.baseURL, "SEGUE_API_KEY": OrderVisit.key,
          "SEGUE_HOME": visit.folder.path(of: "home"),
        ])
      #expect(run.status == 130)
      let errors = String(decoding: try visit.folder.bytes(of: "errors"), as: UTF8.self)
      #expect(errors.hasSuffix("segue: interrupted; segue resume 1 goes on\n"), "\(errors)")
    }
  }

  @Test func aRequestInDoubtNamesItsRun() async throws {
    let fault = FaultPlan.Rule(on: .submit, .drop)
    try await OrderVisit.visit(faults: [fault]) { visit in
      let run = try await visit.segue("generate", "--topic", "rain")
      #expect(run.status == 1)
      #expect(run.errors.contains("then say segue resume 1 with --adopt ID"), "\(run.errors)")
    }
  }

  @Test func twoProcessesOnOneRunPayOnce() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      _ = try await visit.segue(
        "extend", song.id, "--yes", "--output", "songs",
        environment: ["SEGUE_CRASH_AT": "before intended 1"])
      async let one = visit.segue("resume", "2")
      async let other = visit.segue("resume", "2")
      let statuses = try await [one.status, other.status]
      #expect(statuses.contains(0))
      #expect(visit.server.ledger.charges.count == 2)
      #expect(try await visit.runs().first?[member: "state"] == "done")
    }
  }

  @Test func aRunGoesOnAtItsOwnProviderAlone() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      _ = try await visit.segue(
        "extend", song.id, "--yes", environment: ["SEGUE_CRASH_AT": "after acknowledged 1"])
      let run = try await visit.segue(
        "resume", environment: ["SEGUE_BASE_URL": "http://127.0.0.1:9"])
      #expect(run.status == 64)
      #expect(run.errors.contains("otherProvider"))
    }
  }
}
