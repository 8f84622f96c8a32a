/// Lyrics as an LRC file has them: before each line, in square brackets, when it is sung.
///
/// The format has no standard; this reads `[mm:ss]`, `[mm:ss.xx]` and `[mm:ss:xx]`, several of them
/// before a line that is sung several times, the stamps of words, `<mm:ss.xx>`, and the tags of the
/// file, `[ar:Name]`, of which `[offset:250]` moves all times ahead by so many milliseconds.
package struct TimeStampedText: Hashable, Sendable {
  /// The lines without their stamps, and without the tags of the file; where some line has several
  /// stamps, each is written as often as it is sung, in the order of their times.
  package let text: String
  /// When the words are sung, as far as the stamps of their lines and of words tell.
  package let words: [TimedWord]

  /// Reads a text.
  ///
  /// - Returns: `nil` for lyrics without stamps: where at most half of the lines that are not blank
  ///   start with one, a time in brackets is taken for a direction.
  package init?(_ text: String) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .filter { $0.wholeMatch(of: Self.tag) == nil }
      .map(StampedLine.init)
    let stamped = lines.count { !$0.times.isEmpty }
    let written = lines.count { !$0.times.isEmpty || !$0.content.trimmed.isEmpty }
    guard stamped * 2 > written else { return nil }
    let offset =
      text.firstMatch(of: #/(?m)^\s*\[offset:\s*([+-]?\d{1,6})\s*\]/#).flatMap {
        Double($0.1)
      } ?? 0
    let sung = Self.asSung(lines)
    self.text = sung.map(\.plain).joined(separator: "\n")
    words = TimedLine.words(of: sung.flatMap { $0.timed(offset: -offset / 1000) })
  }

  /// The lines in the order of their times if one of them has several, each with one stamp then and
  /// after the lines without a stamp that precede it in the file; else as they are.
  private static func asSung(_ lines: [StampedLine]) -> [StampedLine] {
    guard lines.contains(where: { $0.times.count > 1 }) else { return lines }
    var sung: [(time: Double, lines: [StampedLine])] = []
    var unstamped: [StampedLine] = []
    for line in lines {
      unstamped.append(line)
      guard !line.times.isEmpty else { continue }
      for time in line.times {
        let once = StampedLine(times: [time], content: line.content)
        sung.append((time, unstamped.dropLast() + [once]))
      }
      unstamped = []
    }
    // The order of the file decides between equal times.
    let order = sung.indices.sorted { (sung[$0].time, $0) < (sung[$1].time, $1) }
    return order.flatMap { sung[$0].lines } + unstamped
  }

  /// A line that tells of the file rather than of the song.
  private static var tag: Regex<(Substring, Substring)> {
    #/\s*\[(ar|ti|al|au|lr|by|re|ve|id|tool|length|offset|la|#):.*\]\s*/#
  }
}

/// A line of an LRC file.
private struct StampedLine {
  /// When it is sung, in seconds; empty without a stamp.
  let times: [Double]
  /// The rest of it, with the stamps of its words.
  let content: Substring

  init(times: [Double], content: Substring) {
    self.times = times
    self.content = content
  }

  init(_ line: Substring) {
    let stamps = #/\s*(\[\d{1,3}:\d\d([.:]\d{1,3})?\]\s*)+/#
    guard let match = line.prefixMatch(of: stamps) else {
      self.init(times: [], content: line)
      return
    }
    self.init(
      times: match.0.matches(of: #/\[(\d+):(\d+)(?:[.:](\d+))?\]/#).compactMap {
        Self.seconds($0.1, $0.2, $0.3)
      },
      content: line[match.range.upperBound...])
  }

  /// The line without stamps.
  var plain: Substring { content.replacing(#/<\d{1,3}:\d\d([.:]\d{1,3})?>\s*/#, with: "") }

  /// The line, or each piece of it that has a stamp of its own, moved by `offset` seconds.
  func timed(offset: Double) -> [TimedLine] {
    guard let time = times.first else { return [] }
    let stamps = content.matches(of: #/<(\d{1,3}):(\d\d)(?:[.:](\d{1,3}))?>/#)
    let starts = [time] + stamps.map { Self.seconds($0.1, $0.2, $0.3) ?? time }
    let bounds = [content.startIndex] + stamps.map(\.range.upperBound)
    let ends = stamps.map(\.range.lowerBound) + [content.endIndex]
    let pieces = starts.indices.map { index in
      TimedLine(
        text: String(content[bounds[index]..<ends[index]]), start: max(0, starts[index] + offset),
        end: nil)
    }
    // What stands before the first word's stamp is blank as a rule.
    return pieces.count > 1 && pieces[0].text.trimmed.isEmpty ? Array(pieces.dropFirst()) : pieces
  }

  private static func seconds(
    _ minutes: Substring, _ seconds: Substring, _ fraction: Substring?
  ) -> Double? {
    Double("\(seconds).\(fraction ?? "0")").flatMap { rest in
      Double(minutes).map { 60 * $0 + rest }
    }
  }
}
