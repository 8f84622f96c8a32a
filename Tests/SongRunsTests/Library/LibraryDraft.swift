import Foundation
import RiffusionAPI
import TestSupport

@testable import SongRuns

/// A library of a test's own, with what is written into it.
struct LibraryDraft {
  let folder: TemporaryFolder
  let home: URL
  let library: SongLibrary
  let provider: Provider

  init(at name: String = "openai-hk") throws {
    folder = try TemporaryFolder()
    home = URL(filePath: folder.path(of: "home"), directoryHint: .isDirectory)
    library = try SongLibrary(at: home)
    provider = try Self.provider(name)
  }

  static func provider(
    _ name: String, at address: String = "https://api.test", latestCrop: Double? = nil
  ) throws -> Provider {
    try Provider(Provider.dialect(named: name), at: APIEndpoint(address), latestCrop: latestCrop)
  }

  /// A run that is in the library.
  func run(of most: Int = 1, _ work: RunPlan.Work = .order) throws -> LibraryRun {
    try library.begin(
      LibraryRun(
        at: provider, plan: RunPlan(work, template: GenerateRequest(), folder: "songs"),
        maxRequests: most),
      from: nil)
  }

  /// A request that is not in the library yet.
  func request(
    of run: LibraryRun, round: Int = 1, purpose: PaidRequest.Purpose = .order
  ) -> PaidRequest {
    PaidRequest(run: run.id ?? 0, round: round, purpose: purpose, draft: Self.sent)
  }

  /// A request in the provider's words.
  static let sent = SentRequest(
    RequestDraft(method: "POST", path: "/riffusion/generate", body: ["tag": "pop"]))

  /// What the provider answers: a job of one song.
  func answer(_ id: String = "a") -> PaidAnswer {
    PaidAnswer(
      job: Job(provider: provider.name, endpoint: provider.endpoint, reference: .songs([id])))
  }

  /// A song that is in the library.
  func song(_ id: String, of parent: LibrarySong? = nil) throws -> LibrarySong {
    var song = LibrarySong(at: provider, source: .song(id: id))
    song.parent = parent?.key
    return try library.keep(song)
  }
}
