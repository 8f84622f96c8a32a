import RiffusionAPI
import RiffusionStandIn
import Testing

@Suite struct AccountTests {
  @Test(arguments: [StandInDialect.musicapi, .sunoapi, .producer])
  func creditsAndLyricsComeWhereTheDialectHasThem(dialect: StandInDialect) async throws {
    try await ProviderVisit.visit(dialect, credits: 500) { visit in
      let before = try await visit.client.credits()
      #expect(before.credits == 500)
      let versions = try await visit.client.lyrics(about: "a song about the sky")
      #expect(versions.count == 2)
      #expect(versions.allSatisfy { $0.lyrics.contains("[") })
      #expect(visit.ledger.charges.count == 1)
      #expect(try await visit.client.credits().credits < before.credits)
    }
  }

  @Test(arguments: [StandInDialect.openAIHK, .yutoai])
  func whatADialectHasNotIsRefusedBeforeAnythingIsSent(dialect: StandInDialect) async throws {
    try await ProviderVisit.visit(dialect) { visit in
      for attempt in ["credits", "lyrics"] {
        let error = await #expect(throws: RiffusionError.self) {
          if attempt == "credits" {
            _ = try await visit.client.credits()
          } else {
            _ = try await visit.client.lyrics(about: "the sky")
          }
        }
        #expect(error?.code == .notOffered)
      }
      #expect(visit.ledger.requests == [])
    }
  }

  @Test func aKeyThatIsRefusedSaysWhatToDo() async throws {
    try await ProviderVisit.visit(.openAIHK) { visit in
      let error = try #require(
        await #expect(throws: RiffusionError.self) {
          try await RiffusionClient.withClient(
            of: visit.client.provider, key: APIKey("hk-another")
          ) { try await $0.submit(ProviderVisit.fresh) }
        })
      #expect(error.code == .authentication)
      #expect(error.detail.contains("SEGUE_API_KEY"))
      #expect(!error.mayHaveBeenCharged)
      #expect(!"\(error)".contains("hk-another"))
      #expect(visit.ledger.charges == [])
    }
  }
}
