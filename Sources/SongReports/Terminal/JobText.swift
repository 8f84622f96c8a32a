import SongAnalysis
package import SongRuns

/// How far a job is, for a person at a terminal.
package struct JobText {
  private let document: JobDocument
  private let style: TextStyle

  /// The text for one job.
  package init(_ document: JobDocument, style: TextStyle = .plain) {
    self.document = document
    self.style = style
  }

  /// The job's handle, and a line for each of its songs; a line break at its end.
  package var text: String {
    var page = TextPage(style: style)
    page.add(style(.strong, (document.job ?? document.provider).printable))
    if document.songs.isEmpty { page.add("  nothing to tell yet") }
    for song in document.songs {
      let share = song.progress.map { " \(Int(($0 * 100).rounded())) %" } ?? ""
      let duration = song.duration.map { "  \($0.clock(decimals: 1))" } ?? ""
      page.add(
        "  \(song.id.printable)  \((song.state + share).fitted(to: Self.stateWidth))"
          + "\(song.title?.printable ?? "")\(duration)")
      if let error = song.error { page.add("    \(error.message.printable)") }
    }
    return page.text
  }

  /// Room for `succeeded 100 %`.
  private static let stateWidth = 16
}
