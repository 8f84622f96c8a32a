/// What is sung and when, as a file of subtitles has it: SubRip (SRT) or WebVTT.
///
/// A cue is a line `00:01:02,500 --> 00:01:05,000` and the text below it, to the next blank line.
/// Numbers of cues, settings, notes, tags in the text, such as `<i>` or `{\an8}`, and who speaks,
/// `ANN:`, are left out.
package struct Subtitles: Hashable, Sendable {
  /// The lines of the cues.
  package let text: String
  /// The words in the order of the cues, each with its share of its cue.
  package let words: [TimedWord]

  /// Reads a text.
  ///
  /// - Returns: `nil` where it has no cue.
  package init?(_ text: String) {
    let time = #/(?:(\d{1,3}):)?(\d{1,2}):(\d\d[.,]\d{1,3})/#
    let tags = #/<[^>]*>|{\\[^}]*}/#
    let speaker = #/^[\s>\-]*(?:\p{Lu}[\p{Lu}\d .]*:\s)?/#
    var cues: [TimedLine] = []
    var lines: [String] = []
    var isOpen = false
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let times = line.contains("-->") ? line.matches(of: time).map(Self.seconds) : []
      if times.count >= 2 {
        cues.append(TimedLine(text: "", start: times[0], end: max(times[0], times[1])))
        isOpen = true
      } else if line.trimmed.isEmpty {
        isOpen = false
      } else if isOpen, let cue = cues.popLast() {
        let plain = String(
          line.replacing(tags, with: "").replacing(speaker, with: ""))
        lines.append(plain)
        let text = cue.text.isEmpty ? plain : cue.text + " " + plain
        cues.append(TimedLine(text: text, start: cue.start, end: cue.end))
      }
    }
    guard !cues.isEmpty else { return nil }
    self.text = lines.joined(separator: "\n")
    words = TimedLine.words(of: cues)
  }

  private static func seconds(
    _ match: Regex<(Substring, Substring?, Substring, Substring)>.Match
  ) -> Double {
    let hours = match.1.flatMap { Double($0) } ?? 0
    let seconds = Double(match.3.replacing(",", with: ".")) ?? 0
    return 3600 * hours + 60 * (Double(match.2) ?? 0) + seconds
  }
}
