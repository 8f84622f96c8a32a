import Foundation

/// A text file with words to be sung.
package enum LyricsFile {
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
