import AudioModel

/// Where a generator could go on: at the end or the start of the last chorus, or at the end of the music.
struct ExtendSuggestions {
  /// The suggestions, best first.
  let ranked: [ExtendSuggestion]

  init(sections: [SectionReport], bars: BarGrid?, rhythm: Rhythm?) {
    var suggestions: [ExtendSuggestion] = []
    if let last = sections.lastIndex(where: { $0.label == .chorus }) {
      suggestions += Self.aroundLastChorus(sections, last: last)
    }
    if let bars, let rhythm, let end = Self.lastBarLine(bars, rhythm: rhythm) {
      suggestions.append(
        ExtendSuggestion(
          cropEndAt: CropPoint.before(end), anchor: "end",
          confidence: 0.5 * rhythm.metreConfidence,
          reason: "the last bar line before the music ends, at \(Self.clock(end))"))
    }
    ranked = suggestions.sorted { $0.confidence > $1.confidence }
  }

  private static func aroundLastChorus(
    _ sections: [SectionReport], last: Int
  ) -> [ExtendSuggestion] {
    let chorus = sections[last]
    let first = sections[..<last].lastIndex { $0.label != .chorus }.map { $0 + 1 } ?? 0
    let occurrences = runs(of: .chorus, in: sections)
    let count = occurrences == 1 ? "the only chorus" : "the last of \(occurrences) choruses"
    let isLast = last == sections.count - 1
    let endConfidence = isLast ? chorus.confidence : sections[last + 1].confidence
    let next = isLast ? "the song ends with it" : "\(sections[last + 1].label.rawValue) follows"
    return [
      ExtendSuggestion(
        cropEndAt: CropPoint.before(chorus.end), anchor: "last-chorus",
        confidence: nameTrust * endConfidence,
        reason: "\(count) (group \(chorus.group)) ends at \(clock(chorus.end)); \(next)"),
      ExtendSuggestion(
        cropEndAt: CropPoint.before(sections[first].start), anchor: "last-chorus-start",
        confidence: nameTrust * sections[first].confidence,
        reason: "\(count) (group \(chorus.group)) starts at \(clock(sections[first].start))"),
    ]
  }

  /// How often the name "chorus" is right where it is given, measured on annotated songs.
  private static let nameTrust = 0.6

  private static func runs(of label: SectionLabel, in sections: [SectionReport]) -> Int {
    sections.indices.count {
      sections[$0].label == label && ($0 == 0 || sections[$0 - 1].label != label)
    }
  }

  /// The last bar line that still has music after it or on it.
  private static func lastBarLine(_ bars: BarGrid, rhythm: Rhythm) -> Double? {
    bars.lines.dropFirst().dropLast().last { $0 <= rhythm.sound.end }
  }

  /// Minutes and seconds, as in `1:58.9`.
  static func clock(_ time: Double) -> String {
    let tenths = Int((time * 10).rounded())
    let seconds = tenths / 10 % 60
    return "\(tenths / 600):\(seconds < 10 ? "0" : "")\(seconds).\(tenths % 10)"
  }
}
