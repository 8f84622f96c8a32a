import Foundation
import RiffusionAPI
import RiffusionStandIn
import SongRuns
import TestSupport

/// A client that talks to a stand-in over HTTP, and what the stand-in has to say of it afterwards.
struct ProviderVisit: Sendable {
  let client: RiffusionClient
  let ledger: Ledger
  let folder: URL

  /// All visits share their songs, which are rendered once.
  private static let audio = try? TemporaryFolder()

  /// A lyric that every dialect takes.
  static let lyrics = "[Verse]\nThe harbour lights are low\n\n[Chorus]\nSing it over the bay"

  /// Makes a stand-in, a client of it and a folder for songs, and cleans up after the work.
  static func visit<Success: Sendable>(
    _ dialect: StandInDialect, faults: [FaultPlan.Rule] = [], key: String = "hk-secret-of-the-test",
    pace: Duration = .milliseconds(20), length: SongLength = .brief,
    limits: ExchangeLimits = ExchangeLimits(), deadline: Duration = .seconds(900),
    patience: Duration = .seconds(15), silence: Duration = .seconds(60),
    answer: Duration? = nil, uploadsAreTasks: Bool = false, wordTimes: WordTimes? = nil,
    credits: Int = 1_000_000,
    _ work: @escaping @Sendable (ProviderVisit) async throws -> Success
  ) async throws -> Success {
    let standIn = StandInProvider(
      dialect: dialect, faults: FaultPlan(faults), key: key, pace: pace, length: length,
      wordTimes: wordTimes, uploadsAreTasks: uploadsAreTasks, credits: credits,
      folder: audio?.path)
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "segue-provider-\(UUID().uuidString)", directoryHint: .isDirectory)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await standIn.withServer { server in
      try await HTTPTransport.withTransport(silence: silence, answer: answer ?? silence) {
        transport in
        let provider = try Provider(
          Provider.dialect(named: dialect.rawValue), at: APIEndpoint(server.baseURL))
        var rules = PollingRules.local
        rules.first = .milliseconds(10)
        rules.cap = .milliseconds(200)
        rules.deadline = deadline
        rules.patience = patience
        let client = RiffusionClient(
          provider: provider, key: try APIKey(key), transport: transport, rules: rules,
          limits: limits)
        return try await work(
          ProviderVisit(client: client, ledger: server.ledger, folder: folder))
      }
    }
  }

  /// A fresh song, as every dialect takes it.
  static var fresh: GenerateRequest {
    GenerateRequest(words: .lyrics(lyrics), title: "Harbour", tag: "pop, piano")
  }

  /// A transform, as every dialect takes it.
  static func transformed(
    _ transform: Morph.Transform, of source: SongSource
  ) -> GenerateRequest {
    var request = fresh
    request.morph = Morph(transform, of: source)
    return request
  }

  /// Brings the songs of a job into the folder.
  func deliver(_ job: Job) async throws -> SongDelivery.Outcome {
    try await SongDelivery(client: client, folder: folder).deliver(job) { _ in }
  }

  /// Orders a fresh song and waits for it.
  func freshSong() async throws -> Song {
    let job = try await client.submit(Self.fresh)
    let songs = try await client.wait(for: job)
    guard let song = songs.first, song.state == .succeeded else {
      throw RiffusionError(code: .generationFailed, subject: "test", detail: "\(songs)")
    }
    return song
  }
}
