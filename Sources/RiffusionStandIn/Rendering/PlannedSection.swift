package import AudioModel
package import SongLyrics

/// A section of a planned song: what it is, and exactly where it lies.
package struct PlannedSection: Sendable {
  /// What the section is.
  package let kind: SectionKind

  /// The marker of the lyrics as it was written, such as `[Verse 2]`; `nil` for a section that the
  /// lyrics do not have.
  package let marker: String?

  /// The index of the section in the lyrics; several planned sections may share one.
  package let lyricsSection: Int?

  /// Where it lies, from bar line to bar line, in seconds from the first frame.
  package let time: TimeRange

  /// Its first bar, counted from 0 at the start of the song.
  package let firstBar: Int

  /// How many bars it has.
  package let bars: Int

  /// How many sections of this kind came before it.
  package let occurrence: Int

  /// Whether no section of this kind comes after it.
  package let isLastOfKind: Bool

  /// Whether anything is sung in it.
  package var isSung: Bool { !lines.isEmpty }

  /// How far it is lifted above the key of the song, in semitones.
  let transposition: Int

  /// One chord for each half bar.
  let chords: [Chord]

  /// The lines that are sung.
  let lines: [SongForm.Line]

  /// The chord at a beat of the section.
  func chord(atBeat beat: Double) -> Chord {
    chords[min(chords.count - 1, max(0, Int(beat / 2)))]
  }

  /// The name of the section in an annotation: one of intro, verse, pre-chorus, chorus, bridge,
  /// instrumental and outro.
  package var label: String {
    switch kind {
    case .postChorus: SectionKind.chorus.rawValue
    case .solo: SectionKind.instrumental.rawValue
    case .other: isSung ? SectionKind.verse.rawValue : SectionKind.instrumental.rawValue
    default: kind.rawValue
    }
  }
}
