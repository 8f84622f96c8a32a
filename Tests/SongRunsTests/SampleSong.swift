import Foundation
import Testing

/// A song of `samples/songs`, found by listing that folder.
struct SampleSong: CustomTestStringConvertible, Sendable {
  /// The name of its files, without an extension.
  let name: String

  var testDescription: String { name }

  /// The song itself.
  var path: String { Self.folder.appending(path: name + ".mp3").path }

  /// All of them, by name; empty where there are none, which a test must notice.
  static let all: [SampleSong] = names(in: folder, withExtension: "mp3").map(SampleSong.init)

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../samples/songs").standardized

  /// The names of the files in a folder that have an extension, without it, sorted.
  static func names(in folder: URL, withExtension wanted: String) -> [String] {
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).filter { $0.pathExtension == wanted }
      .map { $0.deletingPathExtension().lastPathComponent }.sorted()
  }

  /// A section as the song was planned, in seconds.
  struct Section {
    /// Where it starts.
    let start: Double
    /// Where it ends.
    let end: Double
    /// What it is, such as `chorus`.
    let label: String
  }

  /// The sections of `NAME.lab`: `start`, `end` and `label`, parted by tabs, one a line.
  func sections() throws -> [Section] {
    let text = try String(contentsOf: Self.folder.appending(path: name + ".lab"), encoding: .utf8)
    return try text.split(separator: "\n").map { line in
      let fields = line.split(separator: "\t").map(String.init)
      try #require(fields.count == 3, "\(name).lab: \(line)")
      return Section(
        start: try #require(Double(fields[0])), end: try #require(Double(fields[1])),
        label: fields[2])
    }
  }
}
