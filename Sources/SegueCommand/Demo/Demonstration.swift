import ArgumentParser
import Foundation
import RiffusionAPI
import RiffusionStandIn
import SongRuns

/// All that segue does, once, on this machine.
struct Demonstration {
  /// Where all of it lands.
  let folder: DemoFolder
  /// Where it is told.
  let console: Console

  /// Does it, and prints where the report is.
  ///
  /// - Throws: What went wrong at any step.
  func run() async throws {
    let standIn = StandInProvider(
      dialect: .openAIHK, pace: .seconds(1), wordTimes: .timestamp)
    let index = try await standIn.withServer { [self] server in
      try await HTTPTransport.withTransport { transport in
        let provider = try Provider(
          Provider.dialect(named: "openai-hk"), at: APIEndpoint(server.baseURL))
        let client = RiffusionClient(
          provider: provider, key: try APIKey("stand-in"), transport: transport)
        return try await play(with: client)
      }
    }
    try console.write(index + "\n")
  }

  private func play(with client: RiffusionClient) async throws -> String {
    let library = try SongLibrary(at: folder.library)
    let desk = try RunDesk(
      OrderSession(
        client: client, console: console, mostRequestsPerDay: nil, delivery: DeliveryOptions()),
      library: library)

    console.note("1. a song from lyrics")
    var plan = RunPlan(
      .order,
      template: GenerateRequest(
        words: .lyrics(DemoSong.lyrics), title: DemoSong.title, tag: DemoSong.tag),
      folder: folder.songs.path)
    let song = try await best(of: plan, from: nil, at: desk)

    console.note("2. two rounds from the end of its last chorus")
    var extend = ExtendPlan()
    extend.rounds = 2
    extend.parts = DemoSong.parts
    plan = RunPlan(.extend(extend), template: GenerateRequest(), folder: folder.songs.path)
    plan.isBold = true
    let longer = try await best(of: plan, from: song, maxRequests: 2, at: desk)

    console.note("3. its weakest section anew")
    plan = RunPlan(
      .inpaint(InpaintPlan(section: "\(Anchor.auto)")), template: GenerateRequest(),
      folder: folder.songs.path)
    plan.isBold = true
    _ = try await best(of: plan, from: longer, at: desk)

    console.note("4. the report")
    return try await report(on: library)
  }

  /// The song that a run keeps.
  private func best(
    of plan: RunPlan, from source: LibrarySong?, maxRequests: Int = 1, at desk: RunDesk
  ) async throws -> LibrarySong {
    let run = try await desk.watching { runs in
      let planned = try await runs.planned(plan, from: source.map { RunSource(song: $0) })
      let run = try runs.begin(plan, from: planned.source, maxRequests: maxRequests)
      try await runs.carry(run, beginningWith: planned)
      return run
    }
    let kept = try desk.library.requests(of: run.id ?? 0).last?.kept
    guard let kept, let song = try desk.library.song(kept) else {
      throw SongRunError(
        code: .noUsableSong, subject: "run \(run.id ?? 0)", detail: "it kept no song")
    }
    return song
  }

  /// Writes pages on all runs, and gives the path of the last.
  private func report(on library: SongLibrary) async throws -> String {
    let runs = try library.runs()
    var pages = try RunPages(in: folder.report.path, on: runs, of: library, telling: console)
    var last: String?
    for run in runs.reversed() { last = try await pages.add(run) }
    _ = pages.finish()
    guard pages.areWhole, let last else { throw ExitCode.failure }
    return last
  }
}
