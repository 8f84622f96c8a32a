import Foundation
import RiffusionAPI
import RiffusionStandIn
import TestSupport
import Testing

/// The command beside a stand-in provider, in a folder of its own.
struct OrderVisit: Sendable {
  let server: StandInServer
  let folder: TemporaryFolder

  /// All visits share their songs, which are rendered once.
  private static let audio = try? TemporaryFolder()

  /// The key of every visit.
  static let key = "hk-only-the-api-may-see-this"

  /// Does work beside a stand-in.
  static func visit(
    _ dialect: StandInDialect = .openAIHK, faults: [FaultPlan.Rule] = [],
    pace: Duration = .milliseconds(50),
    _ work: @escaping @Sendable (OrderVisit) async throws -> Void
  ) async throws {
    let standIn = StandInProvider(
      dialect: dialect, faults: FaultPlan(faults), key: key, pace: pace, length: .brief,
      folder: audio?.path)
    try await standIn.withServer { server in
      let folder = try TemporaryFolder()
      try folder.write(
        Array("[Verse]\nThe harbour lights are low\n\n[Chorus]\nSing it over\n".utf8),
        to: "song.txt")
      try await work(OrderVisit(server: server, folder: folder))
    }
  }

  /// Runs the command with the address and the key of the stand-in.
  func segue(
    _ arguments: String..., input: String = "", environment: [String: String] = [:]
  ) async throws -> CommandRun {
    let own = ["SEGUE_BASE_URL": server.baseURL, "SEGUE_API_KEY": Self.key]
    return try await SegueRun.run(
      arguments, in: folder.path, input: input, environment: own.merging(environment) { $1 })
  }

  /// Orders a fresh song and gives the run.
  func generate(_ options: String...) async throws -> CommandRun {
    let own = ["SEGUE_BASE_URL": server.baseURL, "SEGUE_API_KEY": Self.key]
    return try await SegueRun.run(
      ["generate", "--lyrics", "song.txt", "--tag", "pop", "--title", "Harbour"] + options,
      in: folder.path, environment: own)
  }

  /// A song that was just ordered: its id, and its file.
  func freshSong() async throws -> (id: String, path: String) {
    let song = try #require(
      try await generate("--format", "json", "--output", "songs").songs().first)
    return (
      try #require(song[member: "song_id"]?.text), try #require(song[member: "path"]?.text)
    )
  }
}
