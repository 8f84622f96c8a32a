import Foundation
import RiffusionStandIn
import SongRuns
import Testing

@testable import RiffusionAPI

/// Faults that few providers have, each with what must come of it.
@Suite(.serialized) struct RareFaultTests {
  @Test(arguments: [StandInDialect.openAIHK, .musicapi])
  func anOrderThatIsTakenWith202IsWaitedFor(dialect: StandInDialect) async throws {
    let rules = [FaultPlan.Rule(on: .submit, .notReady)]
    try await ProviderVisit.visit(dialect, faults: rules) { visit in
      let job = try await visit.client.submit(ProviderVisit.fresh)
      let outcome = try await visit.deliver(job)
      #expect(outcome.songs.compactMap(\.file).count == 2)
      #expect(visit.submits == 1)
    }
  }

  @Test(arguments: [StandInDialect.openAIHK, .musicapi, .producer])
  func anOrderThatMakesOneSongEndsWithOne(dialect: StandInDialect) async throws {
    let rules = [FaultPlan.Rule(on: .submit, .oneSong)]
    try await ProviderVisit.visit(dialect, faults: rules, patience: .milliseconds(500)) { visit in
      let job = try await visit.client.submit(ProviderVisit.fresh)
      let outcome = try await visit.deliver(job)
      #expect(outcome.error == nil)
      #expect(outcome.songs.compactMap(\.file).count == 1)
    }
  }

  @Test func aCropThatTheProviderClampsGivesAShorterSong() async throws {
    let rules = [FaultPlan.Rule(on: .submit, operation: .extend, nth: 2, .clampCrop(seconds: 1.28))]
    try await ProviderVisit.visit(.openAIHK, faults: rules) { visit in
      let song = try await visit.freshSong()
      let order = ProviderVisit.transformed(.extend(cropEndAt: 5.12), of: .song(id: song.id))
      var durations: [Double] = []
      for _ in 0..<2 {
        let job = try await visit.client.submit(order, sourceDuration: song.duration)
        let outcome = try await visit.deliver(job)
        let file = try #require(outcome.songs.first?.file)
        durations.append(try #require(file.duration))
      }
      #expect(abs(durations[0] - durations[1] - (5.12 - 1.28)) < 0.01)
    }
  }

  @Test func aLengthThatIsNeverReachedIsGivenUp() async throws {
    let rules = [FaultPlan.Rule(on: .download, times: nil, .wrongLength(bytes: 1000))]
    try await ProviderVisit.visit(.openAIHK, faults: rules) { visit in
      let error = try await downloadError(in: visit)
      #expect(error.code == .transport || error.code == .server)
    }
  }

  @Test func aDownloadThatHangsIsGivenUp() async throws {
    let rules = [FaultPlan.Rule(on: .download, times: nil, .hang(seconds: nil))]
    try await ProviderVisit.visit(
      .openAIHK, faults: rules, silence: .seconds(10), answer: .seconds(60)
    ) { visit in
      let error = try await downloadError(in: visit)
      #expect(error.code == .transport)
    }
  }

  /// As where a host has an IPv6 address and the way there is broken.
  @Test func theNextAddressIsTakenWhereOneCannotBeReached() async throws {
    try await ProviderVisit.visit(.openAIHK) { visit in
      let url = try #require(try await visit.freshSong().audioURL)
      let transport = HTTPTransport(connecting: .seconds(60), silence: .seconds(60)) { _ in
        ["127.0.0.2", "127.0.0.1"].compactMap { HostAddress($0) }
      }
      let request = TransportRequest(
        url: url.replacing("127.0.0.1", with: "song.test"), reach: .publicAndLoopback)
      let status = try? await transport.send(request).status
      await transport.shutdown()
      #expect(status == 200)
    }
  }

  @Test func aRedirectOnTheSameMachineIsFollowedWithoutTheKey() async throws {
    try await ProviderVisit.visit(.openAIHK) { other in
      let song = try await other.freshSong()
      let target = try #require(song.audioURL)
      let rules = [FaultPlan.Rule(on: .download, .redirect(target))]
      try await ProviderVisit.visit(.openAIHK, faults: rules) { visit in
        let audio = try await visit.client.download(visit.freshSong(), into: visit.folder)
        #expect(audio.byteCount > 0)
        #expect(visit.ledger.keysSeenOnMedia == [])
      }
      #expect(other.ledger.keysSeenOnMedia == [])
      #expect(other.ledger.requests.contains { $0.path.contains("media") })
    }
  }

  @Test(arguments: [Fault.quota(status: 402), .rateLimit(seconds: 1), .moderation(status: 403)])
  func aRefusedUploadIsNotPaidFor(fault: Fault) async throws {
    let rules = [FaultPlan.Rule(on: .upload, times: nil, fault)]
    try await ProviderVisit.visit(.openAIHK, faults: rules) { visit in
      await #expect(throws: RiffusionError.self) {
        try await visit.client.upload("https://example.com/song.mp3")
      }
      #expect(visit.ledger.charges == [])
      #expect(visit.submits == 0)
    }
  }

  private func downloadError(in visit: ProviderVisit) async throws -> RiffusionError {
    let song = try await visit.freshSong()
    let rules = DownloadRules(
      fruitlessAttempts: 2, firstWait: .milliseconds(10), longestWait: .milliseconds(20))
    let error = try #require(
      await #expect(throws: RiffusionError.self) {
        try await visit.client.download(song, into: visit.folder, rules: rules)
      })
    let left = try FileManager.default.contentsOfDirectory(atPath: visit.folder.path)
    #expect(left == [])
    return error
  }
}
