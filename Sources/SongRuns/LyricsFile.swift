import Foundation
import SongLyrics

/// A text file with words to be sung.
package enum LyricsFile {
  /// Its parts, which a line of `---` separates, at least one.
  ///
  /// - Throws: `SongRunError` of code `unreadableFile`, `noLyrics` for a part without words, which
  ///   would only be refused when its round came, after those before it were paid for.
  package static func parts(at path: String) throws(SongRunError) -> [String] {
    let parts = parts(of: try text(at: path))
    let blank = parts.firstIndex { $0.allSatisfy(\.isWhitespace) }
    guard !parts.isEmpty, blank == nil else {
      let part = parts.count > 1 ? "part \((blank ?? 0) + 1) of " : ""
      throw SongRunError(
        code: .noLyrics, subject: path, detail: "there are no words in \(part)the lyrics file")
    }
    return parts
  }

  /// Its words, of which one song is made.
  ///
  /// - Throws: `SongRunError` of code `unreadableFile`, `severalParts` for a file of several, which
  ///   would be sung one after the other, with what is between them.
  package static func words(at path: String) throws(SongRunError) -> String {
    let text = try text(at: path)
    let parts = parts(of: text)
    guard parts.count < 2 else {
      throw SongRunError(
        code: .severalParts, subject: path,
        detail: "the lyrics file has \(parts.count) parts, with lines of --- between them, and one"
          + " song is ordered: keep the part that is meant")
    }
    return parts.first ?? ""
  }

  /// The parts of a text, without the title that may stand above the words of each, `# Winter`, as
  /// `segue lyrics` prints it.
  private static func parts(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .split { $0.trimmingCharacters(in: .whitespaces) == "---" }
      .map { lines in
        let lines = lines.drop { $0.allSatisfy(\.isWhitespace) }
        let hasTitle = lines.first.map { $0.hasPrefix("# ") && SectionMarker(line: $0) == nil }
        return lines.dropFirst(hasTitle == true ? 1 : 0).joined(separator: "\n")
          .trimmingCharacters(in: .newlines)
      }
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
