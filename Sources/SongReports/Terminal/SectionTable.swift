import SongAnalysis

/// The sections of a song as rows, each with its place on the song's time line.
struct SectionTable {
  /// The sections, in order.
  let sections: [SectionReport]
  /// The song's length, in seconds.
  let duration: Double
  /// How names stand out.
  let style: TextStyle

  /// A heading and a row for every section, 78 columns wide.
  var lines: [String] {
    let start = "0:00"
    let end = duration.clock(decimals: 0)
    let gap = String(repeating: " ", count: max(1, Self.barWidth - start.count - end.count))
    let head =
      "  " + "from".rightAligned(to: 8) + "to".rightAligned(to: 9) + "  "
      + "section".fitted(to: Self.nameWidth) + " "
    return [style(.faint, head + "as   sure  " + start + gap + end)] + sections.map(row)
  }

  private func row(_ section: SectionReport) -> String {
    let name = (section.lyricsSection?.printable ?? section.label.rawValue)
    let shown = name.fitted(to: Self.nameWidth)
    return "  " + section.start.clock(decimals: 1).rightAligned(to: 8)
      + section.end.clock(decimals: 1).rightAligned(to: 9) + "  "
      + (section.label == .chorus ? style(.strong, shown) : shown) + " "
      + section.group.printable.fitted(to: 3) + "  " + section.confidence.fixed(2) + "  "
      + bar(section)
  }

  /// A line for the song, filled where the section is: never less than one column.
  private func bar(_ section: SectionReport) -> String {
    guard duration > 0 else { return "" }
    let width = Double(Self.barWidth)
    let start = min(Self.barWidth - 1, max(0, Int((section.start / duration * width).rounded())))
    let end = min(
      Self.barWidth, max(start + 1, Int((section.end / duration * width).rounded())))
    let emphasis: TextStyle.Emphasis = section.label == .chorus ? .good : .marked
    return style(.faint, String(repeating: "·", count: start))
      + style(emphasis, String(repeating: "█", count: end - start))
      + style(.faint, String(repeating: "·", count: Self.barWidth - end))
  }

  private static let nameWidth = 16
  private static let barWidth = 30
}
