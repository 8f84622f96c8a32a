/// The words of a song as its user wrote them, parted into sections by their markers.
///
/// A marker stands alone on its line, in brackets as a rule (`SectionMarker`); without them where
/// two lines at least that stand first in their paragraphs are names, one of them of a verse or a
/// chorus. Text before the first marker is a section without one; blank text alone is none, and so
/// are titles, credits and chords (`PageNotes`). The order is never changed.
public struct Lyrics: Hashable, Sendable {
  /// The text as it was given, to the last line end.
  public let text: String

  /// The sections in the order of the text.
  public let sections: [LyricsSection]

  /// Reads lyrics from text; every text is good, and an empty one has no sections.
  ///
  /// - Complexity: linear in the length of the text.
  public init(_ text: String) {
    self.text = text
    var sections: [LyricsSection] = []
    var marker: SectionMarker?
    var lines: [Substring] = []
    var sung: [Substring] = []
    var hasWords = false

    func close() {
      guard marker != nil || hasWords else { return }
      sections.append(LyricsSection(marker: marker, text: lines.joined(), sungLines: sung))
      (lines, sung) = ([], [])
    }
    let written = Self.lines(of: text)
    let markers = Self.markers(in: written)
    let notes = PageNotes.places(in: written, markers: markers)
    for (index, line) in written.enumerated() {
      if notes.contains(index) {
        lines.append(line)
        continue
      }
      if let next = markers[index] {
        let isDirection = next.kind == .other && marker != nil && !hasWords
        if !isDirection {
          close()
          marker = next
          hasWords = false
        }
      } else {
        hasWords = hasWords || line.hasWords
        sung.append(line)
      }
      lines.append(line)
    }
    close()
    self.sections = sections
  }

  /// Lyrics of sections that were taken from others, one below the other with a blank line between.
  public init(sections: some Sequence<LyricsSection>) {
    var text = ""
    for section in sections {
      if !text.isEmpty {
        while !text.hasSuffix("\n\n") { text += "\n" }
      }
      text += section.text.trimmedLines
    }
    self.init(text)
  }

  /// These lyrics with others below them, as a song that was continued has them.
  public func appending(_ other: Lyrics) -> Lyrics {
    Lyrics(sections: sections + other.sections)
  }

  /// The markers, by their lines.
  private static func markers(in lines: [Substring]) -> [Int: SectionMarker] {
    var markers: [Int: SectionMarker] = [:]
    var bare: [Int: SectionMarker] = [:]
    for (index, line) in lines.enumerated() {
      markers[index] = SectionMarker(line: line) ?? SectionMarker(behindNote: line)
      if index == 0 || lines[index - 1].trimmed.isEmpty {
        bare[index] = SectionMarker(bareLine: line)
      }
    }
    let isNaming = bare.values.contains { $0.kind == .verse || $0.kind == .chorus }
    return bare.count > 1 && isNaming ? markers.merging(bare) { marker, _ in marker } : markers
  }

  /// The lines of a text, each with its line end, whether LF or CR LF.
  private static func lines(of text: String) -> [Substring] {
    var lines: [Substring] = []
    var start = text.startIndex
    while start < text.endIndex {
      let end = text[start...].firstIndex(where: \.isNewline).map(text.index(after:))
      lines.append(text[start..<(end ?? text.endIndex)])
      start = end ?? text.endIndex
    }
    return lines
  }
}

extension String {
  /// The text without the blank lines around it, and with one line end at its end.
  fileprivate var trimmedLines: String {
    guard let first = firstIndex(where: { !$0.isNewline }), !trimmed.isEmpty else { return "" }
    return self[first..<trimmed.endIndex] + "\n"
  }
}
