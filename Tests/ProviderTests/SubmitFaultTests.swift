import RiffusionAPI
import RiffusionStandIn
import SongRuns
import Testing

@Suite(.serialized) struct SubmitFaultTests {
  /// A fault of a submit, and what must come of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let fault: Fault
    let code: RiffusionError.Code
    var isInDoubt = false

    var testDescription: String { "\(fault)" }
  }

  static let refusals = [
    Case(fault: .unauthorized, code: .authentication),
    Case(fault: .quota(status: 402), code: .quota),
    Case(fault: .quota(status: 403), code: .quota),
    Case(fault: .moderation(status: 403), code: .moderation),
    Case(fault: .moderation(status: 400), code: .moderation),
    Case(fault: .rateLimit(seconds: 7), code: .rateLimited),
    Case(fault: .retired(status: 410), code: .retiredOperation),
  ]

  @Test(arguments: refusals, [StandInDialect.openAIHK, .musicapi, .producer])
  func aRefusalIsClassifiedAndCostsNothing(expected: Case, dialect: StandInDialect) async throws {
    let rules = [FaultPlan.Rule(on: .submit, times: nil, expected.fault)]
    try await ProviderVisit.visit(dialect, faults: rules) { visit in
      let error = try await refusal(of: visit)
      #expect(error.code == expected.code)
      #expect(!error.mayHaveBeenCharged)
      #expect(error.providerWords != nil)
      #expect(error.retryAfter == (expected.code == .rateLimited ? .seconds(7) : nil))
      #expect(visit.ledger.charges == [])
      #expect(visit.submits == 1)
    }
  }

  static let doubts = [
    Case(fault: .serverErrorAfterCharge(status: 500), code: .server, isInDoubt: true),
    Case(fault: .serverErrorAfterCharge(status: 504), code: .server, isInDoubt: true),
    Case(fault: .serverError(status: 502), code: .server, isInDoubt: true),
    Case(fault: .hang(seconds: nil), code: .deadline, isInDoubt: true),
    Case(fault: .drop, code: .transport, isInDoubt: true),
    Case(fault: .html, code: .unreadableAnswer, isInDoubt: true),
  ]

  @Test(arguments: doubts, [StandInDialect.openAIHK, .musicapi, .producer])
  func aMissingAnswerLeavesTheOrderInDoubtAndIsNotRepeated(
    expected: Case, dialect: StandInDialect
  ) async throws {
    let rules = [FaultPlan.Rule(on: .submit, times: nil, expected.fault)]
    var limits = ExchangeLimits()
    if case .hang = expected.fault { limits.order = .seconds(10) }
    try await ProviderVisit.visit(dialect, faults: rules, limits: limits) { visit in
      let error = try await refusal(of: visit)
      #expect(error.code == expected.code)
      #expect(error.mayHaveBeenCharged)
      #expect(visit.ledger.charges.count <= 1)
      #expect(visit.submits == 1)
    }
  }

  /// Longer than a server of songs may be silent.
  @Test func anOrderIsWaitedForAsLongAsOrdersMayTake() async throws {
    #expect(HTTPTransport.longestAnswer > ExchangeLimits().order)
    let rules = [FaultPlan.Rule(on: .submit, .hang(seconds: 10))]
    try await ProviderVisit.visit(
      .openAIHK, faults: rules, silence: .seconds(5), answer: .seconds(60)
    ) { visit in
      let job = try await visit.client.submit(ProviderVisit.fresh)
      #expect(try await visit.deliver(job).songs.compactMap(\.file).count == 2)
      #expect(visit.ledger.charges.count == 1)
    }
  }

  @Test func whatWasChargedWithoutAnAnswerCanBeAdopted() async throws {
    let rules = [FaultPlan.Rule(on: .submit, .drop)]
    try await ProviderVisit.visit(.openAIHK, faults: rules) { visit in
      _ = try await refusal(of: visit)
      let ids = try #require(visit.ledger.charges.first).songIDs
      let job = Job(
        provider: visit.client.provider.name, endpoint: visit.client.provider.endpoint,
        reference: .songs(ids))
      let outcome = try await visit.deliver(job)
      #expect(outcome.songs.compactMap(\.file).count == 2)
      #expect(visit.ledger.charges.count == 1)
    }
  }

  @Test func anUploadThatIsLostIsNotRepeatedAndStopsTheOrder() async throws {
    let rules = [FaultPlan.Rule(on: .upload, times: nil, .serverErrorAfterCharge(status: 500))]
    try await ProviderVisit.visit(.musicapi, faults: rules) { visit in
      let error = try #require(
        await #expect(throws: RiffusionError.self) {
          try await visit.client.upload("https://example.com/song.mp3")
        })
      #expect(error.mayHaveBeenCharged)
      #expect(visit.ledger.charges.count == 1)
    }
  }

  @Test func anOrderThatCannotBeReachedIsNotInDoubt() async throws {
    let endpoint = try await ProviderVisit.visit(.openAIHK) { $0.client.provider.endpoint }
    // The stand-in has stopped; nobody listens there any more.
    let error = try #require(
      await #expect(throws: RiffusionError.self) {
        try await RiffusionClient.withClient(
          of: Provider(.openAIHK, at: endpoint), key: APIKey("hk")
        ) { try await $0.submit(ProviderVisit.fresh) }
      })
    #expect(error.code == .transport)
    #expect(!error.mayHaveBeenCharged)
  }

  private func refusal(of visit: ProviderVisit) async throws -> RiffusionError {
    try #require(
      await #expect(throws: RiffusionError.self) {
        try await visit.client.submit(ProviderVisit.fresh)
      })
  }
}

extension ProviderVisit {
  /// How many orders have reached the provider.
  var submits: Int {
    ledger.requests.count { $0.method == "POST" && !$0.path.contains("upload") }
  }
}
