import Foundation
import RiffusionAPI
import RiffusionStandIn
import SongRuns
import TestSupport
import Testing

/// What is left of a run that was killed, and what becomes of it.
@Suite(.serialized) struct CrashTests {
  /// A moment of a run at which the process is killed.
  struct Moment: Sendable, CustomTestStringConvertible {
    let when: RecordedStep.Moment
    let step: RecordedStep
    var occurrence = 1
    var rounds = 1
    /// Whether the order has been sent, or may have been, and its answer is not written down.
    var isInDoubt = false
    /// Whether there is a run yet that can be resumed.
    var isBegun = true

    /// As the command takes it.
    var testDescription: String { "\(when) \(step.rawValue) \(occurrence)" }
  }

  static let moments: [Moment] = [
    Moment(when: .before, step: .analysed, isBegun: false),
    Moment(when: .after, step: .analysed, isBegun: false),
    Moment(when: .before, step: .runBegun, isBegun: false),
    Moment(when: .after, step: .runBegun), Moment(when: .before, step: .intended),
    Moment(when: .after, step: .intended, isInDoubt: true),
    Moment(when: .before, step: .acknowledged, isInDoubt: true),
    Moment(when: .after, step: .acknowledged),
    Moment(when: .before, step: .delivered), Moment(when: .after, step: .delivered),
    Moment(when: .after, step: .delivered, occurrence: 2),
    Moment(when: .before, step: .checked), Moment(when: .after, step: .checked),
    Moment(when: .after, step: .checked, occurrence: 2),
    Moment(when: .before, step: .kept), Moment(when: .after, step: .kept),
    Moment(when: .before, step: .runEnded), Moment(when: .after, step: .runEnded),
    Moment(when: .after, step: .kept, rounds: 2),
    Moment(when: .after, step: .intended, occurrence: 2, rounds: 2, isInDoubt: true),
    Moment(when: .before, step: .acknowledged, occurrence: 2, rounds: 2, isInDoubt: true),
    Moment(when: .after, step: .acknowledged, occurrence: 2, rounds: 2),
  ]

  @Test(arguments: moments)
  func aRunThatIsKilledEndsWithItsSongAndIsPaidForOnce(moment: Moment) async throws {
    try await OrderVisit.visit { visit in
      let source = try #require(try await visit.generate("--format", "json").songs().first)
      let id = try #require(source[member: "song_id"]?.text)
      let before = visit.server.ledger.charges.count
      @Sendable func extend(_ environment: [String: String] = [:]) async throws -> CommandRun {
        try await visit.segue(
          "extend", id, "--rounds", "\(moment.rounds)", "--yes", "--output", "songs",
          environment: environment)
      }
      let killed = try await extend(["SEGUE_CRASH_AT": moment.testDescription])
      #expect(killed.status == 128 + Int(SIGKILL), "\(killed.errors)")
      let whole = try visit.files()
      let charged = visit.server.ledger.charges.count - before
      #expect(charged <= moment.rounds)

      let runs = try await visit.runs()
      #expect(runs.contains { $0[member: "kind"] == "extend" } == moment.isBegun)
      if !moment.isBegun { #expect(charged == 0) }
      let resumed = moment.isBegun ? try await visit.segue("resume") : try await extend()
      if moment.isInDoubt {
        #expect(resumed.status == 1)
        #expect(resumed.errors.contains("--confirm-not-charged"))
        #expect(visit.server.ledger.charges.count - before == charged)
        #expect(try await visit.runs().first?[member: "state"] == "in-doubt")
        let isCharged = charged == moment.occurrence
        let settled =
          if isCharged, let ids = visit.lastSongs {
            try await visit.segue("resume", "2", "--adopt", ids)
          } else {
            try await visit.segue("resume", "2", "--confirm-not-charged")
          }
        #expect(settled.status == 0, "\(settled.errors)")
      } else {
        #expect(resumed.status == 0, "\(resumed.errors)")
      }

      #expect(visit.server.ledger.charges.count - before == moment.rounds)
      // What stood there when the process was killed was whole.
      let last = try visit.files()
      #expect(whole.allSatisfy { last[$0.key] == $0.value })
      let run = try #require(try await visit.runs().first)
      #expect(run[member: "state"] == "done")
      let rounds = try #require(run[member: "rounds"]?.elements)
      let kept = rounds.compactMap { $0[member: "kept_song_id"]?.text }
      #expect(kept.count == moment.rounds)
      for round in rounds {
        for song in round[member: "songs"]?.elements ?? [] {
          let path = try #require(song[member: "path"]?.text)
          #expect(FileManager.default.fileExists(atPath: path))
        }
      }
    }
  }
}

extension OrderVisit {
  /// The runs of the library, the newest first.
  func runs() async throws -> [JSONValue] {
    try #require(try await segue("runs", "--format", "json").json().elements)
  }

  /// The content of every file that stands under a song's name.
  func files() throws -> [String: Data] {
    let songs = folder.path(of: "songs")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: songs)) ?? []
    return Dictionary(
      uniqueKeysWithValues: names.filter { !$0.hasPrefix(".") }.map { name in
        (name, FileManager.default.contents(atPath: "\(songs)/\(name)") ?? Data())
      })
  }

  /// The ids of the songs that the provider made last, as its list of songs would show them.
  var lastSongs: String? { server.ledger.charges.last?.songIDs.joined(separator: ",") }
}
