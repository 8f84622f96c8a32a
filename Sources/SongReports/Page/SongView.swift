import AudioModel
import SongAnalysis
import SongLyrics
import SongRuns

/// What `song.mustache` shows of one song, as text.
struct SongView: Sendable {
  let title: String
  let path: String
  let facts: [String]
  let status: String
  let statusText: String
  let length: String
  let figures: [Figure]
  let audio: String?
  let hasBars: Bool
  let crops: [SuggestionCard]
  let hasRanges: Bool
  let ranges: [SuggestionCard]
  let sections: [SectionRow]
  let hasLyrics: Bool
  let notices: [String]
  let looseLyrics: String?
  let groups: [Group]
  let loudness: LoudnessTargets?
  let findings: [Finding]
  let sha256: String?

  /// One of the numbers at the top.
  struct Figure: Sendable {
    let name: String
    let value: String
    let unit: String
    let note: String?
  }

  /// Sections of the same music.
  struct Group: Sendable {
    let letter: String
    let places: String
  }

  /// One thing that is wrong.
  struct Finding: Sendable {
    let severity: String
    let start: Double
    let from: String
    let kind: String
    let detail: String
  }

  init(
    _ song: AnalysisDocument, bodies: SuggestedBodies, lyrics: Lyrics?, audio: SongPage.Audio,
    hasBars: Bool
  ) {
    title = song.source.displayTitle
    path = song.source.path
    let decode = song.decode
    facts = decode.facts
    status = decode.status.rawValue
    statusText = decode.status == .ok ? "whole" : decode.status.rawValue
    length = decode.durationInSeconds.clock(decimals: 1)
    figures = Self.figures(song)
    self.audio =
      switch audio {
      case .none: nil
      case .link(let address), .mark(let address): address
      }
    self.hasBars = hasBars
    crops = zip(song.suggestions.extend, bodies.extend).enumerated().map {
      SuggestionCard(number: $0, $1.0, $1.1)
    }
    ranges = zip(song.suggestions.inpaint, bodies.inpaint).enumerated().map {
      SuggestionCard(number: $0, $1.0, $1.1)
    }
    hasRanges = !ranges.isEmpty
    sections = SectionRow.rows(song.sections, lyrics: lyrics)
    hasLyrics = sections.contains { $0.words != nil }
    notices = song.lyrics?.notices ?? []
    looseLyrics = hasLyrics ? nil : lyrics?.text
    groups = Self.groups(song.sections)
    loudness = song.loudness.integratedInLUFS.map(LoudnessTargets.init)
    findings = (decode.issues + song.quality).map {
      Finding(
        severity: $0.severity.rawValue, start: $0.start, from: $0.start.clock(decimals: 1),
        kind: $0.kind, detail: $0.detail)
    }
    sha256 = song.source.sha256
  }

  private static func figures(_ song: AnalysisDocument) -> [Figure] {
    func figure(
      _ name: String, _ value: Double?, _ unit: String, decimals: Int = 1, note: String? = nil
    ) -> Figure {
      Figure(
        name: name, value: value?.fixed(decimals) ?? "–",
        unit: value == nil ? "not measurable" : unit, note: note)
    }
    let (loudness, rhythm) = (song.loudness, song.rhythm)
    return [
      Figure(
        name: "Length", value: song.decode.durationInSeconds.clock(decimals: 0), unit: "min",
        note: nil),
      figure("Loudness", loudness.integratedInLUFS, "LUFS"),
      figure(
        "True peak", loudness.truePeakInDBTP, "dBTP",
        note: loudness.truePeakInDBTP.map { $0 > -1 ? "above −1, may distort" : "headroom is fine" }),
      figure("Range", loudness.rangeInLU, "LU"),
      figure("Tempo", rhythm.tempoInBPM, "BPM", note: "\(rhythm.confidence.fixed(2)) sure"),
      Figure(
        name: "Metre", value: rhythm.beatsPerBar.map { "\($0)" } ?? "–",
        unit: rhythm.beatsPerBar == nil ? "not measurable" : "beats a bar",
        note: "\(rhythm.metreConfidence.fixed(2)) sure"),
      Figure(
        name: "Key", value: song.key?.name ?? "–", unit: song.key == nil ? "not measurable" : "",
        note: song.key.map { "\($0.confidence.fixed(2)) sure" }),
    ]
  }

  private static func groups(_ sections: [SectionReport]) -> [Group] {
    var letters: [String] = []
    for section in sections where !letters.contains(section.group) { letters.append(section.group) }
    return letters.map { letter in
      let places = sections.filter { $0.group == letter }
        .map { "\($0.lyricsSection ?? $0.label.rawValue) \($0.start.clock(decimals: 0))" }
      return Group(letter: letter, places: places.joined(separator: ", "))
    }
  }
}
