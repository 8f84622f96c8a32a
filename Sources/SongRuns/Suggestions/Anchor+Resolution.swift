package import SongAnalysis

extension Anchor {
  /// The cut that the anchor means in a song.
  ///
  /// A keyword takes the best suggestion of that kind. A named section is cut at its end unless its
  /// start was named, the last of that name unless its number was; the cut lies `CropPoint.lead`
  /// before the bar line, or before a beat ahead of a word that is sung across it, as all
  /// suggestions do.
  ///
  /// - Throws: `SongRunError` of code `noSuchAnchor` or `noSuchSection`, with what there is instead.
  package func crop(in song: AnalysisDocument) throws(SongRunError) -> ExtendSuggestion {
    let suggestions = song.suggestions.extend
    guard case .section(let reference) = self else {
      let found =
        self == .auto ? suggestions.first : suggestions.first { $0.anchor == "\(self)" }
      guard let found else {
        let others = Self.list(suggestions.map(\.anchor))
        throw SongRunError(
          code: .noSuchAnchor, subject: "\(self)",
          detail: others.isEmpty
            ? "no point to go on from could be found in this song"
            : "this song has no such point; it has \(others), and its sections have names")
      }
      return found
    }
    let sections = try reference.sections(in: song)
    let section = try reference.numbered(in: sections) ?? sections[sections.count - 1]
    let atStart = reference.edge == .start
    let line = atStart ? section.start : section.end
    let crop = ExtendSuggestion(
      cropEndAt: CropPoint.before(line), anchor: "\(self)",
      confidence: atStart ? section.confidence : section.endConfidence,
      reason:
        "asked for: \(section.title) \(atStart ? "starts" : "ends") at \(line.clock(decimals: 1))"
    ).sparing(
      atStart ? section.wordAcross.start : section.wordAcross.end, beats: song.rhythm.beats)
    guard crop.cropEndAt > 0 else {
      throw SongRunError(
        code: .noSuchAnchor, subject: "\(self)",
        detail: "\(section.title) starts the song, so nothing would be kept before it")
    }
    return crop
  }

  /// The range that the anchor means in a song: `auto` the best suggestion, a name that section.
  ///
  /// Its ends lie as the cuts of `crop(in:)` do, or before a beat behind a word that is sung across
  /// one, where that is nearer.
  ///
  /// - Throws: `SongRunError` of code `noSuchAnchor`, `noSuchSection`, or `ambiguousSection` where
  ///   several sections have the name and no number was given.
  package func range(in song: AnalysisDocument) throws(SongRunError) -> InpaintSuggestion {
    switch self {
    case .auto:
      guard let best = song.suggestions.inpaint.first else {
        throw SongRunError(
          code: .noSuchAnchor, subject: "\(self)",
          detail: "no part of this song suggests itself to be replaced; name a section")
      }
      return best
    case .section(let reference) where reference.edge == nil:
      let sections = try reference.sections(in: song)
      guard let section = try reference.numbered(in: sections) ?? sections.only else {
        throw SongRunError(
          code: .ambiguousSection, subject: reference.name,
          detail: "there are several: "
            + sections.map { "\($0.title) at \($0.start.clock(decimals: 1))" }.joined(
              separator: ", "))
      }
      return InpaintSuggestion(
        replaceStartAt: CropPoint.before(section.start),
        replaceEndAt: CropPoint.before(section.end), section: section.title,
        confidence: min(section.confidence, section.endConfidence),
        reason:
          "asked for: \(section.title), \(section.start.clock(decimals: 1)) to \(section.end.clock(decimals: 1))"
      ).sparing(section.wordAcross, beats: song.rhythm.beats)
    case .section, .lastChorus, .lastChorusStart, .end:
      throw SongRunError(
        code: .noSuchAnchor, subject: "\(self)",
        detail: "it is a point, and only a whole section can be replaced: NAME, NAME#N or auto")
    }
  }

  private static func list(_ anchors: [String]) -> String {
    anchors.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      .joined(separator: ", ")
  }
}

extension SectionReference {
  /// The sections of this name, at least one.
  fileprivate func sections(
    in song: AnalysisDocument
  ) throws(SongRunError) -> [NamedSections.Section] {
    let found = NamedSections(name, in: song.sections).sections
    guard !found.isEmpty else {
      let titles = NamedSections.titles(of: song.sections)
      throw SongRunError(
        code: .noSuchSection, subject: name,
        detail: titles.isEmpty
          ? "no sections could be found in this song"
          : "this song has \(titles.joined(separator: ", "))")
    }
    return found
  }

  /// The section of this number, or `nil` where no number was given.
  fileprivate func numbered(
    in sections: [NamedSections.Section]
  ) throws(SongRunError) -> NamedSections.Section? {
    guard let number else { return nil }
    guard number <= sections.count else {
      throw SongRunError(
        code: .noSuchSection, subject: "\(name)#\(number)",
        detail: "this song has \(sections.map(\.title).joined(separator: ", "))")
    }
    return sections[number - 1]
  }
}

extension Array {
  fileprivate var only: Element? { count == 1 ? first : nil }
}
