import AudioModel
import SongAnalysis
import SongLyrics
import SongRuns

/// What `song.mustache` shows of one song, as text.
struct SongView: Sendable {
  /// What the song is called.
  let title: String
  /// The input as the user wrote it.
  let path: String
  /// What kind of file it is.
  let facts: [String]
  /// How whole the file is, as the document says it.
  let status: String
  /// The same for a person.
  let statusText: String
  /// The length of the song.
  let length: String
  /// The numbers at the top.
  let figures: [Figure]
  /// Where the sound is; `nil` for nowhere.
  let audio: String?
  /// Whether there are bar lines to cut at.
  let hasBars: Bool
  /// Where to go on, best first.
  let crops: [SuggestionCard]
  /// What a request lacks besides the cut.
  let openMissing: String?
  /// Whether there is a part to make anew.
  let hasRanges: Bool
  /// What to make anew, best first.
  let ranges: [CardShelf]
  /// The sections in order.
  let sections: [SectionRow]
  /// Whether lyrics stand beside them.
  let hasLyrics: Bool
  /// What a person should know about the lyrics.
  let notices: [String]
  /// The lyrics, where they stand beside no section.
  let looseLyrics: String?
  /// Which sections are the same music.
  let groups: [SectionGroup]
  /// How loud it is where it is played; `nil` for silence.
  let loudness: LoudnessTargets?
  /// What is wrong with the file and its sound.
  let findings: [Finding]
  /// The digest of the file.
  let sha256: String?

  /// One thing that is wrong, as text.
  struct Finding: Sendable {
    /// How bad it is.
    let severity: String
    /// Where it starts, in seconds.
    let start: Double
    /// Where it starts, for a person.
    let from: String
    /// What it is.
    let kind: String
    /// The same in words.
    let detail: String

    /// The text of a report.
    init(_ report: QualityReport) {
      severity = report.severity.rawValue
      start = report.start
      from = report.start.clock(decimals: 1)
      kind = report.kind
      detail = report.detail
    }
  }

  /// The text on one song.
  init(
    _ song: AnalysisDocument, bodies: SuggestedBodies, lyrics: Lyrics?, audio: SongPage.Audio,
    hasBars: Bool
  ) {
    title = song.source.displayTitle
    path = song.source.path.shownInput
    let decode = song.decode
    facts = decode.facts
    status = decode.status.rawValue
    statusText = decode.status == .ok ? "whole" : decode.status.rawValue
    length = decode.durationInSeconds.clock(decimals: 1)
    figures = Figure.figures(of: song)
    self.audio =
      switch audio {
      case .none: nil
      case .link(let address), .mark(let address): address
      }
    self.hasBars = hasBars
    crops = zip(song.suggestions.extend, bodies.extend).enumerated().map {
      SuggestionCard(number: $0, $1.0, $1.1)
    }
    openMissing = bodies.open.missingInWords
    ranges = CardShelf.shelves(
      of: zip(song.suggestions.inpaint, bodies.inpaint).enumerated().map {
        SuggestionCard(number: $0, $1.0, $1.1)
      })
    hasRanges = !ranges.isEmpty
    sections = SectionRow.rows(song.sections, lyrics: lyrics)
    hasLyrics = sections.contains { $0.words != nil }
    notices = song.lyrics?.notices ?? []
    looseLyrics = hasLyrics ? nil : lyrics?.text
    groups = SectionGroup.groups(of: song.sections)
    loudness = song.loudness.integratedInLUFS.map(LoudnessTargets.init)
    findings = (decode.issues + song.quality).map(Finding.init)
    sha256 = song.source.sha256
  }
}
