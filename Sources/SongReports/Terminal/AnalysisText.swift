import AudioModel
package import SongAnalysis

/// What the analysis says of one song, for a person at a terminal of 80 columns.
package struct AnalysisText {
  private let song: AnalysisDocument
  private let style: TextStyle

  /// The text for one document.
  package init(_ song: AnalysisDocument, style: TextStyle = .plain) {
    self.song = song
    self.style = style
  }

  /// The whole text, a line break at its end; what could not be measured is called so.
  package var text: String {
    var page = TextPage(style: style)
    addFile(to: &page)
    page.add("")
    addSound(to: &page)
    page.add("")
    addSections(to: &page)
    page.add("")
    addFindings("Quality", song.quality, none: "nothing amiss", to: &page)
    page.add("")
    addSuggestions(to: &page)
    if let timings = song.timings {
      page.add("")
      addTimings(timings, to: &page)
    }
    return page.text
  }

  private func addFile(to page: inout TextPage) {
    let decode = song.decode
    page.add(style(.strong, song.source.title?.printable ?? song.source.path.printable))
    if song.source.title != nil { page.add("  \(song.source.path.printable)") }
    let status =
      switch decode.status {
      case .ok: style(.good, "whole")
      case .truncated, .damaged: style(.bad, decode.status.rawValue)
      }
    let facts =
      [
        decode.codec.printable, "\((Double(decode.sampleRate) / 1000).shortest) kHz",
        channels(decode.channelCount),
      ]
      + (decode.bitrateInKilobits.map { ["\($0.fixed(0)) kbit/s"] } ?? [])
      + [decode.durationInSeconds.clock(decimals: 2), status]
    page.add("  " + facts.joined(separator: " · "))
    if !decode.issues.isEmpty {
      page.add("")
      addFindings("File", decode.issues, none: "", to: &page)
    }
  }

  private func addSound(to page: inout TextPage) {
    let loudness = song.loudness
    let rows: [[(String, String?)]] = [
      [
        ("integrated", loudness.integratedInLUFS.map { level($0, "LUFS") }),
        ("true peak", loudness.truePeakInDBTP.map { level($0, "dBTP") }),
      ],
      [
        ("range", loudness.rangeInLU.map { level($0, "LU") }),
        ("sample peak", loudness.samplePeakInDBFS.map { level($0, "dBFS") }),
      ],
      [
        ("max. momentary", loudness.maxMomentaryInLUFS.map { level($0, "LUFS") }),
        ("peak to loudness", loudness.peakToLoudnessInLU.map { level($0, "LU") }),
      ],
      [("max. short-term", loudness.maxShortTermInLUFS.map { level($0, "LUFS") })],
    ]
    page.add(
      "Loudness",
      rows.map { row in
        row.map { $0.fitted(to: 17) + value($1).fitted(to: 17) }.joined()
      })
    let rhythm = song.rhythm
    let tempo = rhythm.tempoInBPM.map { "\($0.fixed(1)) BPM (\(rhythm.confidence.fixed(2)))" }
    let metre = rhythm.beatsPerBar.map {
      "   \($0) beats a bar (\(rhythm.metreConfidence.fixed(2)))"
    }
    page.add("Tempo", [value(tempo) + (metre ?? "")])
    page.add("Key", [value(song.key.map { "\($0.name.printable) (\($0.confidence.fixed(2)))" })])
  }

  private func addSections(to page: inout TextPage) {
    guard !song.sections.isEmpty else {
      page.add("Sections", [value(nil)])
      return
    }
    page.add(style(.strong, "Sections"))
    let table = SectionTable(
      sections: song.sections, duration: song.decode.durationInSeconds, style: style)
    table.lines.forEach { page.add($0) }
  }

  private func addFindings(
    _ heading: String, _ findings: [QualityReport], none: String, to page: inout TextPage
  ) {
    guard !findings.isEmpty else {
      page.add(heading, [none])
      return
    }
    page.add(style(.strong, heading))
    page.add(firstOf: findings, limit: TextPage.findingLimit) { page, finding in
      let times =
        finding.start.clock(decimals: 1).rightAligned(to: 8)
        + finding.end.clock(decimals: 1).rightAligned(to: 9)
      let severity = finding.severity.rawValue.fitted(to: 9)
      let emphasis: TextStyle.Emphasis =
        switch finding.severity {
        case .info: .faint
        case .warning: .doubtful
        case .error: .bad
        }
      page.add(
        row: "  \(times)  \(style(emphasis, severity))", columns: 30,
        words: "\(finding.kind): \(finding.detail)".printable)
    }
  }

  private func addSuggestions(to page: inout TextPage) {
    let suggestions = song.suggestions
    if suggestions.extend.isEmpty { page.add("Extend", ["nothing to suggest"]) }
    if !suggestions.extend.isEmpty { page.add(style(.strong, "Extend")) }
    page.add(firstOf: suggestions.extend, limit: TextPage.suggestionLimit) { $0.add($1) }
    page.add("")
    if suggestions.inpaint.isEmpty { page.add("Inpaint", ["nothing to suggest"]) }
    if !suggestions.inpaint.isEmpty { page.add(style(.strong, "Inpaint")) }
    page.add(firstOf: suggestions.inpaint, limit: TextPage.suggestionLimit) { $0.add($1) }
  }

  private func addTimings(_ timings: TimingsReport, to page: inout TextPage) {
    let speed = timings.timesRealTime.map { "   \($0.fixed(0)) × real time" } ?? ""
    page.add(
      "Timings",
      [
        "total \(timings.total.fixed(3)) s\(speed)",
        "hashing \(timings.hashing.fixed(3)) s   decoding \(timings.decoding.fixed(3)) s"
          + "   analysing \(timings.analysing.fixed(3)) s, structure"
          + " \(timings.structure.fixed(3)) s of it",
      ])
  }

  /// A level with its unit, the numbers one below the other.
  private func level(_ value: Double, _ unit: String) -> String {
    "\(value.fixed(1).rightAligned(to: 5)) \(unit)"
  }

  private func value(_ text: String?) -> String { text ?? "not measurable" }

  private func channels(_ count: Int) -> String {
    switch count {
    case 1: "mono"
    case 2: "stereo"
    default: "\(count) channels"
    }
  }
}

extension TextPage {
  /// Adds a point to go on from, with its reason.
  mutating func add(_ crop: ExtendSuggestion) {
    let place = crop.cropEndAt.clock(decimals: 3).rightAligned(to: 10)
    let anchor = crop.anchor.printable.fitted(to: 20)
    add(
      row: "  \(place)  \(anchor) \(style(.marked, crop.confidence.fixed(2)))  ", columns: 41,
      words: crop.reason.printable)
  }

  /// Adds a part to replace, with its reason.
  mutating func add(_ range: InpaintSuggestion) {
    let places =
      range.replaceStartAt.clock(decimals: 3).rightAligned(to: 10)
      + range.replaceEndAt.clock(decimals: 3).rightAligned(to: 11)
    let section = (range.section?.printable ?? "").fitted(to: 11)
    add(
      row: "  \(places)  \(section) \(style(.marked, range.confidence.fixed(2)))  ", columns: 43,
      words: range.reason.printable)
  }
}
