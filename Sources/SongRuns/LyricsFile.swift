import Foundation

/// A text file with words to be sung.
package enum LyricsFile {
  /// Its parts, which a line of `---` separates; empty for a file without words.
  ///
  /// - Throws: `SongRunError` of code `unreadableFile`.
  package static func parts(at path: String) throws(SongRunError) -> [String] {
    let lines = try text(at: path).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.split { $0.trimmingCharacters(in: .whitespaces) == "---" }.map { part in
      part.joined(separator: "\n").trimmingCharacters(in: .newlines)
    }
  }

  /// Its text, with plain line breaks and none at its end.
  ///
  /// - Throws: `SongRunError` of code `unreadableFile`.
  package static func text(at path: String) throws(SongRunError) -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SongRunError(
        code: .unreadableFile, subject: path, detail: "the lyrics file is missing or not readable")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw SongRunError(
        code: .unreadableFile, subject: path, detail: "the lyrics file is not UTF-8 text")
    }
    return text.replacing("\r\n", with: "\n").trimmingCharacters(in: .newlines)
  }
}
