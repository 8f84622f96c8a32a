import AudioModel
import Foundation
import RiffusionAPI
import RiffusionStandIn
import SongRuns
import Testing

@Suite(.serialized) struct DownloadFaultTests {
  static let passing: [Fault] = [
    .cut(bytes: 3000), .slow(seconds: 0.01), .serverError(status: 503), .rateLimit(seconds: nil),
    .drop,
  ]

  @Test(arguments: passing)
  func aTroubledDownloadIsCompletedByteForByte(fault: Fault) async throws {
    let whole = try await digests(faults: [])
    let rule = FaultPlan.Rule(on: .download, times: 2, fault)
    #expect(try await digests(faults: [rule]) == whole)
  }

  @Test func aCutDownloadGoesOnWhereItEnded() async throws {
    let rules = [FaultPlan.Rule(on: .download, .cut(bytes: 3000))]
    try await ProviderVisit.visit(.openAIHK, faults: rules) { visit in
      let song = try await visit.freshSong()
      _ = try await visit.client.download(song, into: visit.folder)
      let ranges = visit.ledger.requests.filter { $0.path.contains("media") }.map(\.range)
      #expect(ranges.count == 2)
      #expect(ranges.first == .some(nil))
      #expect(ranges.last??.hasPrefix("bytes=") == true)
      #expect(ranges.last != .some("bytes=0-"))
      #expect(visit.ledger.keysSeenOnMedia == [])
    }
  }

  static let refused: [(Fault, RiffusionError.Code)] = [
    (.html, .expired), (.expired(status: 403), .expired), (.expired(status: 404), .expired),
  ]

  @Test(arguments: refused)
  func whatIsNoSongIsAnErrorAndLeavesNoFile(
    fault: Fault, code: RiffusionError.Code
  ) async throws {
    let rules = [FaultPlan.Rule(on: .download, times: nil, fault)]
    try await ProviderVisit.visit(.openAIHK, faults: rules) { visit in
      let song = try await visit.freshSong()
      let error = await #expect(throws: RiffusionError.self) {
        try await visit.client.download(song, into: visit.folder)
      }
      #expect(error?.code == code)
      let left = try FileManager.default.contentsOfDirectory(atPath: visit.folder.path)
      #expect(left == [])
    }
  }

  @Test func anExpiredAddressIsAskedForAnewOnce() async throws {
    let rules = [FaultPlan.Rule(on: .download, .expired(status: 403))]
    try await ProviderVisit.visit(.openAIHK, faults: rules) { visit in
      let job = try await visit.client.submit(ProviderVisit.fresh)
      let outcome = try await visit.deliver(job)
      #expect(outcome.songs.compactMap(\.file).count == 2)
    }
  }

  @Test func aFileThatEndsEarlyButWasDeclaredSoIsSaidToBeTruncated() async throws {
    let rules = [FaultPlan.Rule(on: .download, times: nil, .shorten(bytes: 4000))]
    try await ProviderVisit.visit(.openAIHK, faults: rules) { visit in
      let job = try await visit.client.submit(ProviderVisit.fresh)
      let outcome = try await visit.deliver(job)
      for song in outcome.songs {
        let file = try #require(song.file)
        #expect(file.status == .truncated)
        #expect(file.notice != nil)
      }
    }
  }

  @Test func aFolderThatCannotBeWrittenIsNamedAsTheUserDoes() async throws {
    try await ProviderVisit.visit(.openAIHK) { visit in
      try FileManager.default.createDirectory(at: visit.folder, withIntermediateDirectories: true)
      let file = visit.folder.appending(path: "file")
      try Data().write(to: file)
      let folder = file.appending(path: "below", directoryHint: .isDirectory)
      let job = try await visit.client.submit(ProviderVisit.fresh)
      let outcome = try await SongDelivery(client: visit.client, folder: folder).deliver(job) { _ in
      }
      #expect(outcome.songs.map(\.error?.code) == [.cannotWrite, .cannotWrite])
      #expect(outcome.songs.map(\.error?.subject) == [folder.path, folder.path])
    }
  }

  @Test func aRedirectToAPrivateAddressIsRefused() async throws {
    let rules = [
      FaultPlan.Rule(on: .download, times: nil, .redirect("http://169.254.169.254/latest"))
    ]
    try await ProviderVisit.visit(.openAIHK, faults: rules) { visit in
      let song = try await visit.freshSong()
      let error = await #expect(throws: RiffusionError.self) {
        try await visit.client.download(song, into: visit.folder)
      }
      #expect(error?.code == .refusedAddress)
    }
  }

  @Test func songsOfTheSameContentDoNotGetIntoEachOthersWay() async throws {
    try await ProviderVisit.visit(.openAIHK) { visit in
      var ids: [String] = []
      for _ in 0..<20 {
        let job = try await visit.client.submit(ProviderVisit.fresh)
        if case .songs(let songs) = job.reference { ids += songs }
      }
      let job = Job(
        provider: visit.client.provider.name, endpoint: visit.client.provider.endpoint,
        reference: .songs(ids))
      let files = try await visit.deliver(job).songs.map { try #require($0.file) }
      #expect(files.allSatisfy { $0.notice == nil })
      #expect(Set(files.map(\.path)).count == 40)
      #expect(Set(files.map(\.sha256)).count == 2)
      let left = try FileManager.default.contentsOfDirectory(atPath: visit.folder.path)
      #expect(left.count == 40)
    }
  }

  @Test func twoHundredSongsUnderFaultsEndDeliveredOrClassified() async throws {
    let rules = [
      FaultPlan.Rule(on: .download, nth: 5, times: 20, .cut(bytes: 2000)),
      FaultPlan.Rule(on: .download, nth: 40, times: 5, .serverError(status: 503)),
      FaultPlan.Rule(on: .download, nth: 60, times: 3, .expired(status: 404)),
      FaultPlan.Rule(on: .poll, nth: 3, times: 20, .serverError(status: 502)),
      FaultPlan.Rule(on: .poll, nth: 60, times: 10, .rateLimit(seconds: nil)),
      FaultPlan.Rule(on: .submit, nth: 7, .failSong(0)),
      FaultPlan.Rule(on: .submit, nth: 11, .drop),
      FaultPlan.Rule(on: .submit, nth: 13, .quota(status: 402)),
    ]
    try await ProviderVisit.visit(.openAIHK, faults: rules) { visit in
      let outcomes = try await withThrowingTaskGroup(
        of: Result<SongDelivery.Outcome, RiffusionError>.self
      ) { group in
        for _ in 0..<100 {
          group.addTask {
            do {
              let job = try await visit.client.submit(ProviderVisit.fresh)
              return .success(try await visit.deliver(job))
            } catch let error as RiffusionError {
              return .failure(error)
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let failures = outcomes.compactMap { if case .failure(let error) = $0 { error } else { nil } }
      #expect(Set(failures.map(\.code)) == [.transport, .quota])
      let songs = outcomes.flatMap { (try? $0.get().songs) ?? [] }
      #expect(songs.count == 196)
      #expect(songs.allSatisfy { ($0.file != nil) != ($0.error != nil) })
      #expect(songs.count { $0.file != nil } >= 195 - 3)
      // 98 that were answered, and the one whose answer was lost.
      #expect(visit.ledger.charges.count == 99)
      #expect(visit.ledger.keysSeenOnMedia == [])
    }
  }

  /// The digests of both songs, fetched under faults.
  private func digests(faults: [FaultPlan.Rule]) async throws -> Set<String> {
    try await ProviderVisit.visit(.openAIHK, faults: faults) { visit in
      let job = try await visit.client.submit(ProviderVisit.fresh)
      let outcome = try await visit.deliver(job)
      #expect(outcome.songs.allSatisfy { $0.error == nil })
      return Set(outcome.songs.compactMap(\.file?.sha256))
    }
  }
}
