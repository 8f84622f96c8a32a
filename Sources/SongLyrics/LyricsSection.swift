import Foundation

/// A marker and the lines below it, up to the next marker.
public struct LyricsSection: Hashable, Sendable {
  /// The marker, `nil` for text before the first one.
  public let marker: SectionMarker?

  /// The lines to be sung, without the space around each, grouped as they stand between blank lines
  /// and lines without a letter or digit, without chords in brackets; empty for a marker without words.
  public let paragraphs: [[String]]

  /// The section as it was written: marker, blank lines and line ends included.
  public let text: String

  /// What the section is, `other` without a marker.
  public var kind: SectionKind { marker?.kind ?? .other }

  /// The number that the marker gives, as in `[Verse 2]`.
  public var number: Int? { marker?.number }

  /// The lines to be sung.
  public var lines: [String] { paragraphs.flatMap(\.self) }

  /// The words alone, for comparison: lower case, without accents, punctuation and line ends.
  ///
  /// Two sections with the same such text, when it is not empty, repeat one another.
  public var normalizedText: String { Self.normalized(lines.joined(separator: " ")) }

  /// The words of a text, as in `normalizedText`.
  package static func normalized(_ text: String) -> String {
    let plain = text.folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    // An apostrophe is inside a word, every other sign parts two.
    return plain.filter { $0 != "'" && $0 != "’" }
      .split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }

  /// A section from its text and those lines of it that are neither markers, nor directions below
  /// one, as in `[Verse]`, `[softly]`, nor notes.
  init(marker: SectionMarker?, text: String, sungLines: [Substring]) {
    self.marker = marker
    self.text = text
    var paragraphs: [[String]] = [[]]
    for (line, words) in zip(sungLines, ChordSheet.words(of: sungLines)) {
      // A line of signs, such as ♪, tells that nobody sings, as a blank one does.
      if !line.hasWords {
        if paragraphs.last?.isEmpty == false { paragraphs.append([]) }
      } else {
        paragraphs[paragraphs.count - 1].append(String(words.trimmed))
      }
    }
    self.paragraphs = paragraphs.filter { !$0.isEmpty }
  }
}
