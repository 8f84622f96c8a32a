import Foundation
import RiffusionAPI
import TestSupport

/// The command as a user runs it.
enum SegueRun {
  /// Runs `segue` to its end, with help texts 80 columns wide.
  ///
  /// - Parameters:
  ///   - arguments: Those of the command.
  ///   - folder: Its working folder.
  ///   - input: What it reads from standard input.
  ///   - environment: What it finds in its environment besides; of segue's own variables only these.
  /// - Returns: What it did.
  /// - Throws: Subprocess's error where it cannot be started.
  static func run(
    _ arguments: [String], in folder: String? = nil, input: String = "",
    environment: [String: String] = [:]
  ) async throws -> CommandRun {
    let own = ["SEGUE_API_KEY", "SEGUE_PROVIDER", "SEGUE_BASE_URL", "XDG_CONFIG_HOME"]
    var none = Dictionary(uniqueKeysWithValues: own.map { ($0, "") })
    none["SEGUE_HOME"] = (folder ?? "/nonexistent") + "/home"
    return try await CommandRun(
      CommandRun.product("segue"), arguments, in: folder, input: input,
      environment: none.merging(["COLUMNS": "80", "HOME": "/nonexistent"]) { $1 }
        .merging(environment) { $1 })
  }
}

extension CommandRun {
  /// Standard output as one JSON value.
  func json() throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: Data(output.utf8))
  }

  /// The songs of all rounds of the run that standard output holds.
  func songs() throws -> [JSONValue] {
    try json()[member: "rounds"]?.elements?.flatMap { $0[member: "songs"]?.elements ?? [] } ?? []
  }

  /// Every line of standard output as a JSON value.
  func jsonLines() throws -> [JSONValue] {
    try output.split(separator: "\n").map {
      try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8))
    }
  }
}

/// A folder of good and bad inputs.
struct InputFolder: ~Copyable {
  /// The folder, to run in.
  let folder: TemporaryFolder

  /// The folder with `good.wav` and `set/also.wav`, and with what is bad in its own way each.
  init() throws {
    folder = try Self.filled()
  }

  private static func filled() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in ["set", "none"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(of: name), withIntermediateDirectories: true)
    }
    let wav = WAVFile(clicksFor: 3).bytes
    try folder.write(wav, to: "good.wav")
    try folder.write(WAVFile(clicksFor: 4).bytes, to: "set/also.wav")
    try folder.write(wav.prefix(wav.count / 2), to: "cut.wav")
    try folder.write([], to: "empty.mp3")
    try folder.write(Array("<!DOCTYPE html><title>404</title>".utf8), to: "page.mp3")
    try folder.write(Array("read me".utf8), to: "none/README.txt")
    try folder.write(Array("read me".utf8), to: "set/README.txt")
    return folder
  }
}
