import Foundation

/// A marker and the lines below it, up to the next marker.
public struct LyricsSection: Hashable, Sendable {
  /// The marker, `nil` for text before the first one.
  public let marker: SectionMarker?

  /// The lines to be sung, without the space around each, grouped as they stand between blank lines
  /// and lines without a letter or digit; empty for a marker without words.
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

  /// A section from the lines that were written, line ends included.
  ///
  /// A line in square brackets that names no section is a direction when it follows the marker, as
  /// in `[Verse]`, `[softly]`: it stays in the text and is not sung.
  init(marker: SectionMarker?, writtenLines: [Substring]) {
    self.marker = marker
    self.text = writtenLines.joined()
    var paragraphs: [[String]] = [[]]
    for line in writtenLines where SectionMarker(line: line) == nil {
      let words = line.trimmed
      if let marker, words == marker.text { continue }
      // A line of signs, such as ♪, tells that nobody sings, as a blank one does.
      if !words.hasWords {
        if paragraphs.last?.isEmpty == false { paragraphs.append([]) }
      } else {
        paragraphs[paragraphs.count - 1].append(String(words))
      }
    }
    self.paragraphs = paragraphs.filter { !$0.isEmpty }
  }
}
