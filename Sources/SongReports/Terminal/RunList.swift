import SongAnalysis
package import SongRuns

/// All runs, for a person at a terminal: one line each, and one more for what keeps it.
package struct RunList {
  private let runs: [RunDocument]
  private let style: TextStyle

  /// The list of some runs.
  package init(_ runs: [RunDocument], style: TextStyle = .plain) {
    self.runs = runs
    self.style = style
  }

  /// The lines; a line break at the end, and nothing at all without runs.
  package var text: String {
    var page = TextPage(style: style)
    for run in runs {
      let number = "\(run.run ?? 0)".rightAligned(to: Self.numberWidth)
      let title = (run.source?.title ?? run.rounds.last?.songs.first?.title ?? "").printable
      let orders = run.rounds.count { $0.purpose == "order" && $0.kept != nil }
      let done = orders == 1 ? "1 order" : "\(orders) orders"
      page.add(
        "\(number)  \(style(emphasis(of: run.state), run.state.rawValue.fitted(to: 9)))"
          + "\(run.kind.fitted(to: 12))\(title.fitted(to: 30)) \(done), "
          + "paid \(run.requests)/\(run.maxRequests)")
      let open = run.rounds.last { $0.state == "open" }
      if let problem = open?.problem ?? run.problem {
        let left = String(repeating: " ", count: Self.numberWidth + 2)
        page.add(row: left, columns: left.count, words: problem.printable)
      }
    }
    return page.text
  }

  private func emphasis(of state: RunDocument.State) -> TextStyle.Emphasis {
    switch state {
    case .done: .good
    case .open: .marked
    case .inDoubt: .bad
    case .stopped: .doubtful
    }
  }

  private static let numberWidth = 4
}
