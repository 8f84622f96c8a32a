import RiffusionAPI
import RiffusionStandIn
import SongLyrics
import SongRuns
import Testing

@Suite(.serialized) struct PollFaultTests {
  static let passing: [Fault] = [
    .serverError(status: 502), .rateLimit(seconds: nil), .html, .drop, .notReady, .unknown,
    .hang(seconds: nil),
  ]

  @Test(arguments: passing, [StandInDialect.openAIHK, .musicapi])
  func aPassingTroubleIsOutwaited(fault: Fault, dialect: StandInDialect) async throws {
    let rules = [FaultPlan.Rule(on: .poll, times: 2, fault)]
    var limits = ExchangeLimits()
    if case .hang = fault { limits.question = .seconds(10) }
    try await ProviderVisit.visit(dialect, faults: rules, limits: limits) { visit in
      let job = try await visit.client.submit(ProviderVisit.fresh)
      let outcome = try await visit.deliver(job)
      #expect(outcome.error == nil)
      #expect(outcome.songs.compactMap(\.file).count == 2)
      #expect(visit.ledger.charges.count == 1)
    }
  }

  @Test(arguments: [StandInDialect.openAIHK, .musicapi])
  func aWaitThatTheProviderAsksForIsKept(dialect: StandInDialect) async throws {
    let rules = [FaultPlan.Rule(on: .poll, .rateLimit(seconds: 1))]
    try await ProviderVisit.visit(dialect, faults: rules) { visit in
      let job = try await visit.client.submit(ProviderVisit.fresh)
      let begin = ContinuousClock.now
      _ = try await visit.client.wait(for: job)
      #expect(begin.duration(to: .now) >= .seconds(1))
    }
  }

  @Test(arguments: [StandInDialect.openAIHK, .musicapi, .producer])
  func oneSongMayFailWhileTheOtherIsDelivered(dialect: StandInDialect) async throws {
    for (fault, code) in [
      (Fault.failSong(1), RiffusionError.Code.generationFailed), (.flagSong(1), .moderation),
    ] {
      try await ProviderVisit.visit(dialect, faults: [.init(on: .submit, fault)]) { visit in
        let job = try await visit.client.submit(ProviderVisit.fresh)
        let outcome = try await visit.deliver(job)
        #expect(outcome.songs.count == 2)
        #expect(outcome.songs.compactMap(\.file).count == 1)
        #expect(outcome.songs.compactMap(\.error).map(\.code) == [code])
        #expect(visit.ledger.charges.count == 1)
      }
    }
  }

  @Test(arguments: [StandInDialect.openAIHK, .musicapi])
  func aSongThatNeverEndsIsGivenUpAndTheOtherKept(dialect: StandInDialect) async throws {
    let rules = [FaultPlan.Rule(on: .submit, nth: 2, .stall(1))]
    try await ProviderVisit.visit(dialect, faults: rules, deadline: .seconds(30)) { visit in
      // The song of the first order is the one that the second shall bring in time.
      _ = try await visit.freshSong()
      let job = try await visit.client.submit(ProviderVisit.fresh)
      let outcome = try await visit.deliver(job)
      #expect(outcome.songs.compactMap(\.file).count == 1)
    }
  }

  @Test func aRefusedKeyEndsTheWaitAndTheJobIsNotLost() async throws {
    let rules = [FaultPlan.Rule(on: .poll, .unauthorized)]
    try await ProviderVisit.visit(.openAIHK, faults: rules) { visit in
      let job = try await visit.client.submit(ProviderVisit.fresh)
      let first = try await visit.deliver(job)
      #expect(first.error?.code == .authentication)
      let second = try await visit.deliver(job)
      #expect(second.songs.compactMap(\.file).count == 2)
      #expect(visit.ledger.charges.count == 1)
    }
  }

  @Test func wordTimesComeInEveryShape() async throws {
    for shape in [WordTimes.lyricsTimestamped, .timestamp, .text] {
      try await ProviderVisit.visit(.openAIHK, wordTimes: shape) { visit in
        let song = try await visit.freshSong()
        #expect(song.words.contains { $0.text.contains("harbour") })
        #expect(song.words.allSatisfy { $0.start <= $0.end })
      }
    }
  }
}
