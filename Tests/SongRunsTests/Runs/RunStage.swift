import Foundation
import RiffusionAPI
import Synchronization
import TestSupport

@testable import SongRuns

/// A library of a test's own, and runs at a provider that follows a script.
struct RunStage {
  let folder: TemporaryFolder
  let library: SongLibrary
  let transport: ScriptedTransport
  let client: RiffusionClient
  let events = Events()

  /// What was reported.
  final class Events: Sendable {
    private let all = Mutex<[RunEvent]>([])

    /// What the user was told beside the steps.
    var notices: [String] {
      all.withLock { events in
        events.compactMap { event in
          if case .notice(let text) = event { text } else { nil }
        }
      }
    }

    func add(_ event: RunEvent) { all.withLock { $0.append(event) } }
  }

  init(
    _ transport: ScriptedTransport, at provider: String = "openai-hk", hasKey: Bool = true,
    deadline: Duration = .seconds(3600),
    witness: (@Sendable (RecordedStep, RecordedStep.Moment) -> Void)? = nil
  ) throws {
    folder = try TemporaryFolder()
    library = try SongLibrary(
      at: URL(filePath: folder.path(of: "home"), directoryHint: .isDirectory), witness: witness)
    self.transport = transport
    client = try transport.client(provider, hasKey: hasKey, deadline: deadline)
  }

  /// The carrying of runs.
  var run: SongRun {
    SongRun(PaidSending(library: library, client: client, mostPerDay: nil), reporting: events.add)
  }

  /// A plan whose songs are put beside the library.
  func plan(
    _ work: RunPlan.Work, _ request: GenerateRequest = Self.request,
    as transform: Morph.Transform? = nil
  ) -> RunPlan {
    var plan = RunPlan(work, template: request, folder: folder.path(of: "songs"))
    if let transform { plan.template.morph = Morph(transform, of: nil) }
    return plan
  }

  /// An order that lacks nothing.
  static let request = GenerateRequest(words: .lyrics("[Verse]\nla"), title: "t", tag: "pop")

  /// Begins a run and carries it to its end.
  ///
  /// - Returns: The run as the library knows it after that.
  func carry(
    _ plan: RunPlan, from source: RunSource? = nil, maxRequests: Int = 1
  ) async throws -> LibraryRun {
    let planned = try await run.planned(plan, from: source)
    let begun = try run.begin(
      plan.uploading(source?.uploadURL), from: planned.source, maxRequests: maxRequests)
    try await run.carry(begun, beginningWith: planned)
    return try library.run(begun.id ?? 0)
  }

  /// A source, as a user names it.
  func source(_ text: String, _ lookup: SourceLookup = SourceLookup()) async throws -> RunSource {
    try await RunSource(
      text, lookup: lookup, in: library, for: client.provider, asking: client)
  }

  /// An upload that the library knows, and of which there is no file.
  func upload(lyrics: String? = nil) async throws -> RunSource {
    var song = LibrarySong(at: client.provider, source: .upload(id: "u"))
    (song.title, song.tags, song.lyrics) = ("Rain", "jazz", lyrics)
    _ = try library.keep(song)
    return try await source("u")
  }

  /// The only run.
  func onlyRun() throws -> LibraryRun { try library.run(1) }

  /// The states of a run's requests.
  func states(of run: Int64 = 1) throws -> [PaidRequest.State] {
    try library.requests(of: run).map(\.state)
  }

  /// An answer of the feed that says that songs are done, and where they are.
  static func done(_ ids: String...) -> (path: String, status: Int, body: String) {
    let songs = ids.map { id in
      #"{"id": "\#(id)", "status": "complete", "audio_url": "https://api.test/\#(id).wav"}"#
    }
    return (
      "/riffusion/feed/" + ids.joined(separator: ","), 200,
      "[\(songs.joined(separator: ", "))]"
    )
  }

  /// An answer to an order that names its songs.
  static func taken(_ ids: String...) -> (path: String, status: Int, body: String) {
    let jobs = ids.map { #"{"id": "\#($0)"}"# }.joined(separator: ", ")
    return ("/riffusion/generate", 200, #"{"jobs": [\#(jobs)]}"#)
  }

  /// Clicks of a second, whose sound differs by name.
  static func clicks(_ seconds: Int = 2) -> [UInt8] { WAVFile(clicksFor: seconds).bytes }
}
