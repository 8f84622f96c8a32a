import SongAnalysis

/// The page on a run: its candidates side by side with what was measured at their seams, and the
/// lineage of its songs.
package struct RunPage {
  private let run: RunView

  /// The page on a run.
  package init(_ run: RunView) { self.run = run }

  /// The whole page.
  ///
  /// - Throws: Foundation's `EncodingError`, which no view causes.
  package func html() throws -> String {
    let page = WebPage(
      title: run.title, template: PackageResources.run_mustache,
      scripts: [PackageResources.data_js, PackageResources.run_js],
      styles: [
        PackageResources.palette_css, PackageResources.page_css, PackageResources.run_css,
      ])
    return try page.html(Text(run), data: [String: String]())
  }

  /// What `run.mustache` shows.
  private struct Text: Sendable {
    let title: String
    let summary: [String]
    let steps: [Step]
    let lineage: [Relative]

    init(_ run: RunView) {
      title = run.title
      summary = run.summary
      steps = run.steps.map(Step.init)
      lineage = run.lineage.map { Relative.all(from: $0, level: 1) } ?? []
    }
  }

  private struct Step: Sendable {
    let title: String
    let notes: [String]
    let candidates: [Candidate]

    init(_ step: RunView.Step) {
      title = step.title
      notes = step.notes
      candidates = step.candidates.map(Candidate.init)
    }
  }

  private struct Candidate: Sendable {
    let title: String
    let audio: String?
    let page: String?
    let verdict: String
    let reasons: [String]
    let measures: [RunView.Measure]
    let seam: Double?
    let seamTime: String?

    init(_ candidate: RunView.Candidate) {
      title = candidate.title
      audio = candidate.audio
      page = candidate.page
      verdict = candidate.verdict.rawValue
      reasons = candidate.reasons
      measures = candidate.measures
      seam = candidate.audio == nil ? nil : candidate.seam
      seamTime = seam?.clock(decimals: 1)
    }
  }

  /// A song of the lineage, in the order of a tree that is read from top to bottom.
  private struct Relative: Sendable {
    let title: String
    let origin: String
    let page: String?
    let level: Int
    let isKept: Bool

    static func all(from song: RunView.Ancestor, level: Int) -> [Relative] {
      let relative = Relative(
        title: song.title, origin: song.origin, page: song.page, level: min(level, 9),
        isKept: song.isKept)
      return [relative] + song.children.flatMap { all(from: $0, level: level + 1) }
    }
  }
}
