import AudioModel
package import SongAnalysis
import SongRuns

/// What the analysis says of one song in at most 15 lines, for a person at a terminal of 80 columns.
package struct AnalysisText {
  private let song: AnalysisDocument
  private let loudness: LoudnessCurve?
  private let style: TextStyle

  /// The text for one document.
  ///
  /// - Parameters:
  ///   - song: What was found.
  ///   - loudness: How loud it is as it goes; without, there is no line of it.
  ///   - style: How text stands out.
  package init(
    _ song: AnalysisDocument, loudness: LoudnessCurve? = nil, style: TextStyle = .plain
  ) {
    self.song = song
    self.loudness = loudness
    self.style = style
  }

  /// The whole text, a line break at its end; what could not be measured is called so.
  package var text: String {
    var page = TextPage(style: style)
    addFile(to: &page)
    page.add("")
    addPicture(to: &page)
    addNumbers(to: &page)
    addFindings(to: &page)
    addSuggestions(to: &page)
    if let timings = song.timings { addTimings(timings, to: &page) }
    return page.text
  }

  private func addFile(to page: inout TextPage) {
    let decode = song.decode
    let path = song.source.path.shownInput.printable
    page.add(style(.strong, song.source.title.map { "\($0.printable)  (\(path))" } ?? path))
    let status =
      switch decode.status {
      case .ok: style(.good, "whole")
      case .truncated, .damaged: style(.bad, decode.status.rawValue)
      }
    let facts = decode.facts.map(\.printable) + [decode.durationInSeconds.clock(decimals: 2)]
    page.add((facts + [status]).joined(separator: " · "))
  }

  private func addPicture(to page: inout TextPage) {
    let duration = song.decode.durationInSeconds
    let strip = SectionStrip(
      sections: song.sections, duration: duration, width: TextPage.width, style: style)
    var rows = strip.rows
    if let loudness,
      let line = LoudnessLine(curve: loudness, duration: duration, width: TextPage.width).text
    {
      rows.append(line)
    }
    guard !rows.isEmpty else { return }
    rows.forEach { page.add($0) }
    page.add("")
  }

  private func addNumbers(to page: inout TextPage) {
    let loudness = song.loudness
    let levels = [
      loudness.integratedInLUFS.map { "\($0.fixed(1)) LUFS" },
      loudness.truePeakInDBTP.map { "peak \($0.fixed(1)) dBTP" },
      loudness.rangeInLU.map { "range \($0.fixed(1)) LU" },
      loudness.maxShortTermInLUFS.map { "short-term to \($0.fixed(1))" },
    ].compactMap(\.self)
    page.add("Loudness", [joined(levels)])
    let rhythm = song.rhythm
    let music = [
      rhythm.tempoInBPM.map { "\($0.fixed(1)) BPM (\(rhythm.confidence.fixed(2)))" },
      rhythm.beatsPerBar.map { "\($0) beats a bar (\(rhythm.metreConfidence.fixed(2)))" },
      song.key.map { "\($0.name.printable) (\($0.confidence.fixed(2)))" },
    ].compactMap(\.self)
    page.add("Music", [joined(music)])
    if song.sections.isEmpty { page.add("Sections", ["not measurable"]) }
  }

  /// What is wrong, the worst first, on at most two lines.
  private func addFindings(to page: inout TextPage) {
    let findings = (song.decode.issues + song.quality).enumerated().sorted { first, second in
      (first.element.severity.rank, first.offset) < (second.element.severity.rank, second.offset)
    }.map(\.element)
    let shown = findings.prefix(Self.findingLimit).map { finding in
      "\(finding.kind.printable) \(finding.start.clock(decimals: 1))"
        + (finding.severity == .info ? "" : " (\(finding.severity.rawValue))")
    }
    let more = findings.count - shown.count
    let words = shown.joined(separator: ", ") + (more > 0 ? ", and \(more) more" : "")
    page.add("Findings", wrapped: findings.isEmpty ? "nothing amiss" : words, limit: 2)
  }

  private func addSuggestions(to page: inout TextPage) {
    let crop = song.suggestions.usualCrop.map {
      "\($0.cropEndAt.clock(decimals: 3)) (\($0.confidence.fixed(2))): \($0.reason.printable)"
    }
    page.add("Go on at", wrapped: crop ?? "nothing to suggest", limit: 2)
    let range = song.suggestions.inpaint.first.map {
      "\($0.replaceStartAt.clock(decimals: 3)) to \($0.replaceEndAt.clock(decimals: 3))"
        + " (\($0.confidence.fixed(2)))\($0.section.map { ": \($0.printable)" } ?? "")"
    }
    page.add("Make anew", wrapped: range ?? "nothing to suggest", limit: 1)
  }

  private func addTimings(_ timings: TimingsReport, to page: inout TextPage) {
    let speed = timings.timesRealTime.map { ", \($0.fixed(0)) × real time" } ?? ""
    page.add(
      "Timings",
      [
        "\(timings.total.fixed(3)) s\(speed) (hashing \(timings.hashing.fixed(3)), "
          + "decoding \(timings.decoding.fixed(3)))"
      ])
  }

  private func joined(_ values: [String]) -> String {
    values.isEmpty ? "not measurable" : values.joined(separator: " · ")
  }

  /// So many findings fit on two lines.
  private static let findingLimit = 4
}

extension QualityReport.Severity {
  /// The worst first.
  fileprivate var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .info: 2
    }
  }
}
