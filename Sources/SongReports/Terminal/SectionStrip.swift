import SongAnalysis

/// A song from left to right on a terminal: when its sections start, what they are, and which of
/// them are the same music.
struct SectionStrip {
  /// The sections, in order.
  let sections: [SectionReport]
  /// The song's length, in seconds.
  let duration: Double
  /// How many columns the song takes.
  let width: Int
  /// How sections stand out.
  let style: TextStyle

  /// Up to three rows, one below the other; none for a song without sections, and none of sections
  /// where not one has room.
  var rows: [String] {
    guard !sections.isEmpty, duration > 0 else { return [] }
    let places = sections.map { column($0.start)..<max(column($0.start), column($0.end)) }
    // A section that is too short for a column of its own has none.
    let cells = zip(sections, places).filter { !$1.isEmpty }.map { (section: $0, width: $1.count) }
    func row(_ text: (SectionReport, Int) -> String) -> String {
      cells.map { section, width in
        let words = text(section, width - 1).printable.shortened(to: width - 1)
        let space = String(repeating: " ", count: width - words.columns)
        return style(emphasis(of: section), words) + space
      }.joined()
    }
    guard cells.contains(where: { $0.width > 1 }) else { return [style(.faint, times)] }
    return [
      style(.faint, times), row { section, _ in section.name },
      row { section, width in String(repeating: section.group, count: width) },
    ]
  }

  /// Where sections start, as far as there is room, and where the song ends.
  private var times: String {
    let end = duration.clock(decimals: 0)
    let room = width - end.columns - 1
    var line = ""
    for section in sections {
      let place = column(section.start)
      let time = section.start.clock(decimals: 0)
      guard line.isEmpty || place > line.columns, place + time.columns <= room else { continue }
      line = line.fitted(to: place) + time
    }
    return line.fitted(to: width - end.columns) + end
  }

  private func column(_ time: Double) -> Int {
    min(width, max(0, Int((time / duration * Double(width)).rounded())))
  }

  private func emphasis(of section: SectionReport) -> TextStyle.Emphasis {
    switch section.label {
    case .intro, .outro: .faint
    case .verse: .marked
    case .chorus: .good
    case .preChorus, .bridge, .instrumental: .doubtful
    }
  }
}

extension String {
  /// The text in at most so many columns, its end cut off where it is longer.
  fileprivate func shortened(to width: Int) -> String {
    guard columns > width else { return self }
    guard width < 6 else { return fitted(to: width) }
    // Where there is little room a letter more says more than a mark that some are missing.
    var kept = self
    while kept.columns > width { kept.removeLast() }
    return kept
  }
}
