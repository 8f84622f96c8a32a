import Foundation
import SwiftCSV

/// A list of songs in a file, as CSV (RFC 4180, with a header) or as JSON Lines.
///
/// Of each song it tells `path`, `url` or `song_id`, and perhaps `title`, `lyrics` and `words` (paths
/// of files); other columns are passed over. Relative paths begin at the manifest's folder.
struct BatchManifest {
  private let path: String
  private let isCSV: Bool

  /// The manifest at a path, if its name is that of one.
  init?(path: String) {
    switch URL(filePath: path).pathExtension.lowercased() {
    case "csv": isCSV = true
    case "jsonl", "ndjson": isCSV = false
    default: return nil
    }
    self.path = path
  }

  /// What it lists; a line that names no song is an unusable input, and so is a list of none.
  ///
  /// - Throws: `SongRunError` of code `badManifest` where it cannot be read, or has no such columns.
  func songs() throws(SongRunError) -> [BatchInput] {
    let songs = try listed()
    return songs.isEmpty ? [Self.unusable(path, "the manifest lists no song")] : songs
  }

  private func listed() throws(SongRunError) -> [BatchInput] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw failure("the manifest is missing or not readable")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw failure("the manifest is not UTF-8 text")
    }
    let folder = (path as NSString).deletingLastPathComponent
    guard isCSV else {
      return text.split(whereSeparator: \.isNewline).map { Self.song(json: String($0), in: folder) }
    }
    let table: NamedCSV
    do {
      table = try NamedCSV(
        string: text.replacing("\r\n", with: "\n"), delimiter: .comma, loadColumns: false)
    } catch {
      throw failure("it is not CSV with a line of column names: \(error)")
    }
    guard Self.places.contains(where: table.header.contains) else {
      throw failure(
        "its first line must name a column path, url or song_id, with commas between columns")
    }
    return table.rows.map { row in
      let fields = row.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      return Self.song(row, in: folder, written: fields.joined(separator: ", "))
    }
  }

  /// The song of one line of JSON.
  static func song(json line: String, in folder: String) -> BatchInput {
    guard let fields = try? JSONDecoder().decode([String: Field].self, from: Data(line.utf8)) else {
      return unusable(line, "this line of the manifest is no JSON object")
    }
    return song(fields.compactMapValues(\.text), in: folder, written: line)
  }

  /// A value of a JSON object; of what is not text, nothing is of use.
  private struct Field: Decodable {
    let text: String?

    init(from decoder: any Decoder) throws {
      text = try? decoder.singleValueContainer().decode(String.self)
    }
  }

  /// The song of some fields; where they name none, what was written is an unusable input.
  private static func song(
    _ fields: [String: String], in folder: String, written line: String
  ) -> BatchInput {
    func filled(_ name: String) -> String? { fields[name].flatMap { $0.isEmpty ? nil : $0 } }
    func path(_ name: String) -> String? {
      filled(name).map { path in
        path.hasPrefix("/") || folder.isEmpty
          ? path : (folder as NSString).appendingPathComponent(path)
      }
    }
    func song(_ kind: BatchInput.Kind, _ text: String, _ place: String) -> BatchInput {
      BatchInput(
        text: text, kind: kind, place: place, title: filled("title"), lyrics: path("lyrics"),
        words: path("words"))
    }
    if let text = filled("path"), let place = path("path") { return song(.file, text, place) }
    if let url = filled("url") { return song(.address, url, url) }
    if let id = filled("song_id") { return song(.song, id, id) }
    return unusable(line, "this line of the manifest has no path, url or song_id")
  }

  private static let places = ["path", "url", "song_id"]

  private static func unusable(_ text: String, _ reason: String) -> BatchInput {
    BatchInput(text, problem: SongRunError(code: .badManifest, subject: text, detail: reason))
  }

  private func failure(_ detail: String) -> SongRunError {
    SongRunError(code: .badManifest, subject: path, detail: detail)
  }
}
