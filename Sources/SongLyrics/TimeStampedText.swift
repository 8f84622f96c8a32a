/// Lyrics as an LRC file has them: before each line, in square brackets, when it is sung.
///
/// The format has no standard; this reads `[mm:ss]`, `[mm:ss.xx]` and `[mm:ss:xx]`, several of them
/// before a line too, the stamps of words, `<mm:ss.xx>`, and the tags of the file, `[ar:Name]`.
package struct TimeStampedText: Hashable, Sendable {
  /// The lines without their stamps, and without the tags of the file.
  package let text: String

  /// Reads a text.
  ///
  /// - Returns: `nil` for lyrics without stamps: where at most half of the lines that are not blank
  ///   start with one, a time in brackets is taken for a direction.
  package init?(_ text: String) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let stamp = #/\s*(\[\d{1,3}:\d\d([.:]\d{1,3})?\]\s*)+/#
    let stamped = lines.count { $0.prefixMatch(of: stamp) != nil }
    let written = lines.count { !$0.trimmed.isEmpty && $0.wholeMatch(of: Self.tag) == nil }
    guard stamped * 2 > written else { return nil }
    self.text = lines.filter { $0.wholeMatch(of: Self.tag) == nil }.map { line in
      line.trimmingPrefix(stamp).replacing(#/<\d{1,3}:\d\d([.:]\d{1,3})?>\s*/#, with: "")
    }.joined(separator: "\n")
  }

  /// A line that tells of the file rather than of the song.
  private static var tag: Regex<(Substring, Substring)> {
    #/\s*\[(ar|ti|al|au|lr|by|re|ve|id|tool|length|offset|la|#):.*\]\s*/#
  }
}
