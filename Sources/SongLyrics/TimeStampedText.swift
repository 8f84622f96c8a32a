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
    let patterns = Patterns()
    var offset = 0.0
    var lines: [StampedLine] = []
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      guard let tag = line.wholeMatch(of: patterns.tag) else {
        lines.append(StampedLine(line, patterns))
        continue
      }
      let value = tag.2.trimmed
      if tag.1 == "offset", value.count < 8 { offset = Double(value) ?? 0 }
    }
    let stamped = lines.count { !$0.times.isEmpty }
    let written = lines.count { !$0.times.isEmpty || !$0.content.trimmed.isEmpty }
    guard stamped * 2 > written else { return nil }
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
        let once = StampedLine(times: [time], content: line.content, stamps: line.stamps)
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
}

/// What is looked for in each line of an LRC file; made once for a file, which costs more than looking.
private struct Patterns {
  /// Hours, where a point before the fraction tells them from minutes, minutes, seconds, fraction.
  typealias Stamp = (Substring, Substring?, Substring, Substring, Substring?)

  /// A line that tells of the file rather than of the song: its name and its value.
  let tag = #/\s*\[(ar|ti|al|au|lr|by|re|ve|id|tool|length|offset|la|#):(.*)\]\s*/#
  /// Stamps and, as Walaoke writes it, who sings.
  let start = #/\s*(\[(\d{1,2}:)?\d{1,3}:\d\d([.:]\d{1,3})?\]\s*)+([FMD]:\s)?/#
  /// When a line or a word is sung.
  let stamp: Regex<Stamp> =
    #/[<\[](?:(\d{1,2}):(?=\d\d:\d\d\.))?(\d{1,3}):(\d\d)(?:[.:](\d{1,3}))?[>\]]/#
}

/// A line of an LRC file.
private struct StampedLine {
  /// When it is sung, in seconds; empty without a stamp.
  let times: [Double]
  /// The rest of it, with the stamps of its words.
  let content: Substring
  /// Those stamps: where they stand, and their seconds.
  let stamps: [(range: Range<Substring.Index>, seconds: Double)]

  init(
    times: [Double], content: Substring, stamps: [(range: Range<Substring.Index>, seconds: Double)]
  ) {
    (self.times, self.content, self.stamps) = (times, content, stamps)
  }

  init(_ line: Substring, _ patterns: Patterns) {
    func stamps(in text: Substring) -> [(range: Range<Substring.Index>, seconds: Double)] {
      text.matches(of: patterns.stamp).map { ($0.range, Self.seconds($0)) }
    }
    let start = line.prefixMatch(of: patterns.start)
    let content = start.map { line[$0.range.upperBound...] } ?? line
    self.init(
      times: start.map { stamps(in: $0.0).map(\.seconds) } ?? [], content: content,
      stamps: stamps(in: content))
  }

  /// The line without stamps.
  var plain: String {
    var plain = ""
    var start = content.startIndex
    for stamp in stamps {
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
    let starts = [time] + stamps.map(\.seconds)
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

  private static func seconds(_ stamp: Regex<Patterns.Stamp>.Match) -> Double {
    let hours = stamp.1.flatMap { Double($0) } ?? 0
    let minutes = Double(stamp.2) ?? 0
    return 3600 * hours + 60 * minutes + (Double("\(stamp.3).\(stamp.4 ?? "0")") ?? 0)
  }
}
