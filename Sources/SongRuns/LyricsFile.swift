import Foundation
import SongLyrics

/// A text file with words to be sung.
package enum LyricsFile {
  /// Its parts, which a line of `---` separates, at least one.
  ///
  /// - Throws: `SongRunError` of code `unreadableFile`, `noLyrics` for a part without words, which
  ///   would only be refused when its round came, after those before it were paid for.
  package static func parts(at path: String) throws(SongRunError) -> [String] {
    let lines = try text(at: path).split(separator: "\n", omittingEmptySubsequences: false)
    let parts = lines.split { $0.trimmingCharacters(in: .whitespaces) == "---" }.map { part in
      part.joined(separator: "\n").trimmingCharacters(in: .newlines)
    }
    let blank = parts.firstIndex { $0.allSatisfy(\.isWhitespace) }
    guard !parts.isEmpty, blank == nil else {
      let part = parts.count > 1 ? "part \((blank ?? 0) + 1) of " : ""
      throw SongRunError(
        code: .noLyrics, subject: path, detail: "there are no words in \(part)the lyrics file")
    }
    return parts
  }

  /// Its text, with plain line breaks and none at its end, and without the times of an LRC file or
  /// of subtitles.
  ///
  /// - Throws: `SongRunError` of code `unreadableFile`.
  package static func text(at path: String) throws(SongRunError) -> String {
    let written = try writtenText(at: path)
    return TimedText(written)?.text ?? written
  }

  /// Its text with the times that it may have.
  ///
  /// - Throws: `SongRunError` of code `unreadableFile`.
  static func writtenText(at path: String) throws(SongRunError) -> String {
    let content = try GivenFile.content(at: path, named: "lyrics file")
    guard let text = GivenFile.text(of: content) else {
      throw SongRunError(
        code: .unreadableFile, subject: path,
        detail: "the lyrics file is not plain text in UTF-8; save it as such")
    }
    guard (try? JSONSerialization.jsonObject(with: content)) == nil else {
      throw SongRunError(
        code: .unreadableFile, subject: path,
        detail: "this is JSON, not lyrics; words with their times are handed over as --words")
    }
    return text
  }
}
