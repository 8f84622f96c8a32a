import Foundation
import RiffusionAPI
import RiffusionStandIn
import TestSupport
import Testing

/// What a run may spend, over commands and processes.
@Suite(.serialized) struct RunBudgetTests {
  @Test(arguments: ["0", "1001", "9223372036854775807"])
  func aBudgetThatNoRunHasIsAUsageError(orders: String) async throws {
    try await OrderVisit.visit { visit in
      for command in [["extend", "x", "--at", "60"], ["resume", "1"]] {
        let run = try await SegueRun.run(
          command + ["--max-requests", orders], in: visit.folder.path)
        #expect(run.status == 64)
        #expect(run.errors.contains("at least one order") || run.errors.contains("at most 1000"))
      }
    }
  }

  @Test func theBudgetOfTheRunEndsItWithWhatItHas() async throws {
    try await OrderVisit.visit { visit in
      let song = try await visit.freshSong()
      let run = try await visit.segue(
        "extend", song.id, "--until", "10:00", "--max-requests", "1", "--yes", "--format", "json",
        "--output", "songs")
      #expect(run.status == 1)
      #expect(run.errors.contains("budgetSpent"))
      #expect(try run.json()[member: "state"] == "stopped")
      #expect(try run.songs().count == 2)
      #expect(visit.server.ledger.charges.count == 2)
      let none = try await visit.segue("resume")
      #expect(none.status == 0)
      #expect(none.errors.contains("segue resume 2"))
      let more = try await visit.segue("resume", "2", "--max-requests", "2")
      #expect(more.status == 1)
      #expect(visit.server.ledger.charges.count == 3)
    }
  }

  @Test func theBudgetOfTheDayHoldsOverProcesses() async throws {
    try await OrderVisit.visit { visit in
      try visit.folder.write(Array(#"{"max_requests_per_day": 3}"#.utf8), to: "config.json")
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<6 {
          group.addTask {
            try await visit.segue("generate", "--topic", "rain", "--config", "config.json").status
          }
        }
        return try await group.reduce(into: [Int]()) { $0.append($1) }
      }
      #expect(statuses.filter { $0 == 0 }.count == 3)
      #expect(statuses.filter { $0 == 1 }.count == 3)
      #expect(visit.server.ledger.charges.count == 3)
    }
  }

  @Test func whatCouldNotBeWrittenDownIsNotPaidFor() async throws {
    try await OrderVisit.visit { visit in
      let run = try await visit.segue(
        "generate", "--topic", "rain", "--output", "song.txt/songs", "--quiet")
      #expect(run.status == 1)
      #expect(
        run.errors.hasSuffix("song.txt/songs: the folder cannot be made: Not a directory\n"),
        "\(run.errors)")
      #expect(visit.server.ledger.charges.count == 0)
    }
  }
}
