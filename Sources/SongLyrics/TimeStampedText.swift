/// Lyrics as an LRC file has them: before each line, in square brackets, when it is sung.
///
/// The format has no standard; this reads `[mm:ss]`, `[mm:ss.xx]`, `[mm:ss:xx]` and `[hh:mm:ss.xx]`,
/// several of them before a line that is sung several times, the stamps of words, in `<>` or in the
/// brackets of lines, who sings a line (`F:`, `M:` or `D:`, as Walaoke writes it), and the tags of
/// the file, `[ar:Name]`, of which `[offset:250]` moves all times ahead by so many milliseconds.
package struct TimeStampedText: Hashable, Sendable {
  /// The lines as they are sung, in the order of their times and as often as they have one, without
  /// their stamps, the tags of the file and notes (`PageNotes`); of a song with a translation below
  /// each line, the lines that are sung.
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
    let sung = Self.withoutNotes(Self.asSung(lines))
    self.text = sung.map(\.plain).joined(separator: "\n")
    words = TimedLine.words(of: sung.flatMap { $0.timed(offset: -offset / 1000) })
  }

  /// The lines in the order of their times, each with one stamp and after the lines without a stamp
  /// that precede it in the file.
  private static func asSung(_ lines: [StampedLine]) -> [StampedLine] {
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
    return withoutTranslation(order.flatMap { sung[$0].lines } + unstamped)
  }

  /// The lines but those that another one of the same time precedes, where more than half of the
  /// times have several: only the first of them is sung then, the others translate it.
  private static func withoutTranslation(_ lines: [StampedLine]) -> [StampedLine] {
    let times = lines.filter(\.isSung).flatMap(\.times)
    let counts = Dictionary(times.map { ($0, 1) }, uniquingKeysWith: +)
    guard counts.values.count(where: { $0 > 1 }) * 2 > counts.count else { return lines }
    var known: Set<Double> = []
    return lines.filter { line in
      !line.isSung || line.times.allSatisfy { known.insert($0).inserted }
    }
  }

  /// The lines but titles, credits and other notes; a line at 0 s stands apart from the next one, as a
  /// voice does not begin with the sound.
  private static func withoutNotes(_ lines: [StampedLine]) -> [StampedLine] {
    let text = lines.map { Substring($0.plain) }
    let markers = text.indices.compactMap { index in
      SectionMarker(line: text[index]).map { (index, $0) }
    }
    let notes = PageNotes.places(
      in: text, markers: Dictionary(uniqueKeysWithValues: markers),
      alone: Set(lines.indices.filter { lines[$0].times == [0] }))
    return lines.indices.filter { !notes.contains($0) }.map { lines[$0] }
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
    // Stamps and, as Walaoke writes it, who sings.
    let start = #/\s*(\[(\d{1,2}:)?\d{1,3}:\d\d([.:]\d{1,3})?\]\s*)+([FMD]:\s)?/#
    guard let match = line.prefixMatch(of: start) else {
      self.init(times: [], content: line)
      return
    }
    self.init(
      times: match.0.matches(of: Self.stamp).map(Self.seconds),
      content: line[match.range.upperBound...])
  }

  /// The line without stamps.
  var plain: String {
    var plain = ""
    var start = content.startIndex
    for stamp in content.matches(of: Self.stamp) {
      plain += content[start..<stamp.range.lowerBound]
      start = stamp.range.upperBound
      if plain.last?.isWhitespace ?? true { start = content[start...].trimmed.startIndex }
    }
    return plain + content[start...]
  }

  /// Whether it has a stamp and words, rather than a marker.
  var isSung: Bool {
    !times.isEmpty && !content.trimmed.isEmpty && SectionMarker(line: content) == nil
  }

  /// The line, or each piece of it that has a stamp of its own, moved by `offset` seconds.
  func timed(offset: Double) -> [TimedLine] {
    guard let time = times.first else { return [] }
    let stamps = content.matches(of: Self.stamp)
    let starts = [time] + stamps.map(Self.seconds)
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

  /// Hours, where a point before the fraction tells them from minutes, minutes, seconds, fraction.
  private typealias Stamp = (Substring, Substring?, Substring, Substring, Substring?)

  private static var stamp: Regex<Stamp> {
    #/[<\[](?:(\d{1,2}):(?=\d\d:\d\d\.))?(\d{1,3}):(\d\d)(?:[.:](\d{1,3}))?[>\]]/#
  }

  private static func seconds(_ stamp: Regex<Stamp>.Match) -> Double {
    let hours = stamp.1.flatMap { Double($0) } ?? 0
    let minutes = Double(stamp.2) ?? 0
    return 3600 * hours + 60 * minutes + (Double("\(stamp.3).\(stamp.4 ?? "0")") ?? 0)
  }
}
