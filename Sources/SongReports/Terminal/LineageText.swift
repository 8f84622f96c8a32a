import SongAnalysis
package import SongRuns

/// What songs were made from, as a tree for a person at a terminal.
package struct LineageText {
  private let lineage: Lineage
  private let marked: LibrarySong
  private let style: TextStyle

  /// The tree of a lineage, in which one song stands out.
  package init(_ lineage: Lineage, marking song: LibrarySong, style: TextStyle = .plain) {
    self.lineage = lineage
    marked = song
    self.style = style
  }

  /// A line for each song; a line break at the end.
  package var text: String {
    var page = TextPage(style: style)
    add(lineage, to: &page, head: "", below: "")
    return page.text
  }

  private func add(_ node: Lineage, to page: inout TextPage, head: String, below: String) {
    let song = node.song
    let title = (song.title ?? "Untitled").printable
    let length = song.duration.map { "  \($0.clock(decimals: 1))" } ?? ""
    let origin = Self.origin(of: song)
    let made = origin.isEmpty ? "" : "  " + origin
    let verdict = song.seam.map { "  seam \($0.verdict.rawValue)" } ?? ""
    let line = "\(title)  \(song.id.printable)\(length)\(made)\(verdict)"
    page.add(style(.faint, head) + (song.key == marked.key ? style(.strong, line) : line))
    for (index, child) in node.children.enumerated() {
      let isLast = index == node.children.count - 1
      add(
        child, to: &page, head: below + (isLast ? "└─ " : "├─ "),
        below: below + (isLast ? "   " : "│  "))
    }
  }

  /// How a song was made from its parent; empty for one that was made of nothing.
  static func origin(of song: LibrarySong) -> String {
    if let crop = song.cropEndAt { return "extended at \(crop.clock(decimals: 2))" }
    if let start = song.replaceStartAt, let end = song.replaceEndAt {
      return "inpainted \(start.clock(decimals: 2))–\(end.clock(decimals: 2))"
    }
    return song.transform ?? ""
  }
}
