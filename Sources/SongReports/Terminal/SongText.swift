import SongAnalysis
package import SongRuns

/// All that the library knows of a song, for a person at a terminal.
package struct SongText {
  private let song: SongDocument
  private let style: TextStyle

  /// The text for one song.
  package init(_ song: SongDocument, style: TextStyle = .plain) {
    self.song = song
    self.style = style
  }

  /// A line for each thing that is known; a line break at the end.
  package var text: String {
    var page = TextPage(style: style)
    page.add(style(.strong, (song.title ?? song.id).printable))
    let words: [(String, String?)] = [
      ("song", song.id), ("provider", "\(song.provider), \(song.endpoint)"),
      ("state", song.state == "succeeded" ? nil : song.state), ("model", song.model),
      ("styles", song.tags), ("length", song.duration?.clock(decimals: 1)), ("file", song.path),
      ("made from", song.parent.map { "\($0), \(made)" }), ("problem", song.problem),
    ]
    for (name, value) in words {
      if let value { page.add(row: name.fitted(to: TextPage.indent), value) }
    }
    if let seam = song.seam {
      page.add(row: "seam".fitted(to: TextPage.indent), seam.verdict.rawValue)
      for reason in seam.reasons {
        page.add(row: String(repeating: " ", count: TextPage.indent), reason)
      }
    }
    if let lyrics = song.lyrics, !lyrics.isEmpty {
      page.add("")
      lyrics.printableLines.forEach { page.add($0) }
    }
    return page.text
  }

  private var made: String {
    if let crop = song.cropEndAt { return "extend at \(crop.clock(decimals: 2))" }
    guard let start = song.replaceStartAt, let end = song.replaceEndAt else {
      return song.transform ?? ""
    }
    return "inpaint \(start.clock(decimals: 2)) to \(end.clock(decimals: 2))"
  }
}

extension TextPage {
  /// Adds a value beside its name, wrapped.
  fileprivate mutating func add(row name: String, _ value: String) {
    add(row: name, columns: TextPage.indent, words: value.printable)
  }
}
