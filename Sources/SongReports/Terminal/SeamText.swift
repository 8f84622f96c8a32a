import SongAnalysis
package import SongRuns

/// What the seam check says, for a person at a terminal.
package struct SeamText {
  private let report: SeamReport
  private let style: TextStyle

  /// The text for one result.
  package init(_ report: SeamReport, style: TextStyle = .plain) {
    self.report = report
    self.style = style
  }

  /// The verdict with its reasons, and the figures behind it; a line break at its end.
  package var text: String {
    var page = TextPage(style: style)
    page.add(style(.strong, report.result.printable))
    page.add("verdict", ["\(report.verdict.rawValue) (score \(report.score.fixed(2)))"])
    if !report.reasons.isEmpty { page.add("because", report.reasons) }
    page.add("kept", report.kept.map(Self.line))
    page.add("seam", report.seams.map(Self.line))
    return page.text
  }

  private static func line(_ part: SeamReport.KeptReport) -> String {
    [
      part.part.rawValue, part.lag.map { "lag \($0.fixed(2)) ms" },
      part.gain.map { "gain \($0.fixed(1)) dB" },
      part.residual.map { "differs by \($0.fixed(1)) dB" },
    ].compactMap(\.self).joined(separator: ", ")
  }

  private static func line(_ seam: SeamReport.Seam) -> String {
    [
      "at \(seam.time.clock(decimals: 2))",
      seam.loudnessStep.map { "loudness \($0.fixed(1)) LU" },
      seam.beatPhaseError.map { "beat \($0.fixed(0)) ms" },
      seam.tempoRatio.map { "tempo × \($0.fixed(3))" },
    ].compactMap(\.self).joined(separator: ", ")
  }
}
