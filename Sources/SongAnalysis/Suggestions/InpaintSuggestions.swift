import SongLyrics

/// What a generator could replace: stretches that are damaged, repetitions that deviate from their
/// siblings, and other sections that may be sung anew, in that order.
struct InpaintSuggestions {
  /// The suggestions, best first.
  let ranked: [InpaintSuggestion]

  /// The suggestions for a song; with `words`, where it is known when they are sung, its `beats` are
  /// places beside them, in seconds.
  init(
    sections pieces: [SectionReport], bars: BarGrid?, likeness: SectionLikeness?,
    quality: [QualityReport], words: [TimedWord] = [], beats: [Double] = []
  ) {
    let sections = Self.joined(pieces)
    let names = Self.names(of: sections)
    let defects = Self.aroundDefects(sections, names: names, bars: bars, quality: quality)
    let deviating = Self.deviating(sections, bars: bars, likeness: likeness)
    func whole(_ index: Int, reason: String) -> InpaintSuggestion? {
      let section = sections[index]
      guard index > 0, index + 1 < sections.count,
        [.verse, .preChorus, .chorus, .bridge].contains(section.label)
      else { return nil }
      return InpaintSuggestion(
        replaceStartAt: CropPoint.before(section.start),
        replaceEndAt: CropPoint.before(section.end), section: names[index],
        confidence: section.confidence * sections[index + 1].confidence, reason: reason)
    }
    let odd = deviating.compactMap { found in
      whole(found.section, reason: Self.reason(for: found, name: names[found.section]))
    }
    let others = sections.indices.filter { index in !deviating.contains { $0.section == index } }
      .compactMap { whole($0, reason: Self.reason(for: sections[$0], among: sections)) }
    func sparingWords(
      of range: InpaintSuggestion, holding defect: ClosedRange<Double>? = nil
    ) -> InpaintSuggestion {
      let start = WordReport(across: range.replaceStartAt, in: words)
      let end = WordReport(across: range.replaceEndAt, in: words)
      return range.sparing((start, end), beats: beats, holding: defect)
    }
    ranked =
      defects.map { sparingWords(of: $0.range, holding: $0.defect) }
      + (odd + others.sorted { $0.confidence > $1.confidence }).map { sparingWords(of: $0) }
  }

  /// Of each music the section that deviates from its siblings, the most deviating first.
  private static func deviating(
    _ sections: [SectionReport], bars: BarGrid?, likeness: SectionLikeness?
  ) -> [DeviatingRepetition] {
    guard let bars, let likeness else { return [] }
    let ranges = sections.map { bars.range(from: $0.start, to: $0.end) }
    let alike = Dictionary(grouping: sections.indices.filter { !ranges[$0].isEmpty }) {
      [sections[$0].group, sections[$0].label.rawValue]
    }
    return alike.values.compactMap { members in
      DeviatingRepetition(among: members) { likeness[ranges[$0], ranges[$1]] }
    }.sorted { ($1.deviation, $0.section) < ($0.deviation, $1.section) }
  }

  /// How much less it is like its siblings than these are like each other.
  private static func reason(for found: DeviatingRepetition, name: String) -> String {
    func number(_ value: Float) -> String { "\(Double(value).rounded(toDecimals: 2))" }
    return "\(name) is least like the other \(found.siblings) of its music "
      + "(\(number(found.likeness)) against \(number(found.usual)))"
  }

  /// The sections with the pieces of each section of the lyrics as one.
  private static func joined(_ pieces: [SectionReport]) -> [SectionReport] {
    var sections: [SectionReport] = []
    for piece in pieces {
      guard let last = sections.last, let name = piece.lyricsSection, last.lyricsSection == name,
        !piece.lyricsSectionBegins
      else {
        sections.append(piece)
        continue
      }
      sections[sections.count - 1] = SectionReport(
        start: last.start, end: piece.end, label: last.label, group: last.group,
        confidence: last.confidence, pickup: last.pickup, lyricsSection: name,
        lyricsSectionBegins: last.lyricsSectionBegins)
    }
    return sections
  }

  /// Whether the same music stands elsewhere, which a new part can be compared with.
  private static func reason(
    for section: SectionReport, among sections: [SectionReport]
  ) -> String {
    let count = sections.count { $0.group == section.group }
    return count > 1
      ? "the whole section, one of \(count) of the same music (group \(section.group))"
      : "the whole section, the only one of its music (group \(section.group))"
  }

  /// What each section is called in the lyrics, else its label; with its number among those of the
  /// same name, such as `verse#2`, unless the lyrics have that name once.
  private static func names(of sections: [SectionReport]) -> [String] {
    let written = sections.map(\.lyricsSection)
    var counts: [String: Int] = [:]
    return sections.map { section in
      let name = section.lyricsSection ?? section.label.rawValue
      counts[name, default: 0] += 1
      let isUnique = section.lyricsSection != nil && written.count { $0 == name } == 1
      return isUnique ? name : "\(name)#\(counts[name, default: 0])"
    }
  }

  /// The longest stretch, in bars, that is worth replacing for a defect; what is longer is a matter
  /// of the whole song, such as a master that clips throughout.
  ///
  /// Ours: half of all sections are as long (`Segmentation`).
  private static let longestRepair = 8

  /// For every audible defect, the bars that it touches, each stretch once.
  private static func aroundDefects(
    _ sections: [SectionReport], names: [String], bars: BarGrid?, quality: [QualityReport]
  ) -> [(range: InpaintSuggestion, defect: ClosedRange<Double>)] {
    guard let bars else { return [] }
    var mended: Set<Range<Int>> = []
    let kinds: Set = ["clipping", "dropout", "silence"]
    return quality.filter { kinds.contains($0.kind) && $0.severity != .info }.compactMap { defect in
      guard let first = bars.lines.lastIndex(where: { $0 <= defect.start }),
        let last = bars.lines.firstIndex(where: { CropPoint.before($0) >= defect.end }),
        first < last, last - first <= longestRepair, mended.insert(first..<last).inserted
      else { return nil }
      let (start, end) = (bars.lines[first], bars.lines[last])
      // Not by the bar line, which a section reports rounded.
      let section = sections.lastIndex { $0.start <= defect.start }.map { names[$0] }
      let range = InpaintSuggestion(
        replaceStartAt: CropPoint.before(start), replaceEndAt: CropPoint.before(end),
        section: section, confidence: 0.5,
        reason: "\(defect.kind) at \(defect.start.clock(decimals: 1)): \(defect.detail)")
      return (range, defect.start...defect.end)
    }
  }
}
