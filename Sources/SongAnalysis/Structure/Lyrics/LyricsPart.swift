import SongLyrics

/// A part of the lyrics that takes a stretch of the song: a section as it was written, or a stanza
/// where there are no markers.
struct LyricsPart: Hashable {
  /// What the marker calls it, such as `Verse 2`; `nil` without a marker.
  let name: String?
  /// What it is in the words of the analysis.
  private(set) var label: SectionLabel
  /// How long it takes to be sung, as `SungLength` counts; 0 for what is not sung.
  let units: Double
  /// The words, for comparison; empty where there are none.
  let words: String

  /// How alike the words of two parts are that are the same but for a line or two.
  ///
  /// Ours: from 0.45 to 0.75 the last choruses of annotated songs are found as often.
  static let sameWords = 0.55

  /// Whether there are words to be sung.
  var isSung: Bool { units > 0 }

  /// For each part, how far the parts before it have the same words: Dice's coefficient of their
  /// pairs of neighbouring words, from 0 to 1; 0 where either has no words.
  static func likeness(among parts: [LyricsPart]) -> [[Double]] {
    let pairs = parts.map { part in
      let tokens = SungToken.words(in: part.words)
      return zip(tokens, tokens.dropFirst()).map { [$0, $1] }
    }
    return parts.indices.map { index in
      let counts = Dictionary(pairs[index].map { ($0, 1) }, uniquingKeysWith: +)
      return (0..<index).map { other in
        let words = parts[index].words
        if words == parts[other].words { return words.isEmpty ? 0 : 1 }
        var left = counts
        var shared = 0
        for pair in pairs[other] {
          guard let count = left[pair], count > 0 else { continue }
          left[pair] = count - 1
          shared += 1
        }
        return Double(2 * shared) / Double(max(1, pairs[index].count + pairs[other].count))
      }
    }
  }

  /// The parts of lyrics, in their order.
  ///
  /// A chorus that is only named is sung with the words that it had before. A marker of unknown
  /// name is a verse when it has words. Stanzas without a marker are choruses where they return
  /// in nearly the same words, verses otherwise; so are those below the markers of lyrics that name
  /// nothing but instruments, as many LRC files do.
  static func parts(of lyrics: Lyrics) -> [LyricsPart] {
    let namesWords = lyrics.sections.contains { $0.marker != nil && !$0.kind.isInstrumental }
    var parts: [LyricsPart] = []
    var chorus: (units: Double, words: String)?
    for section in lyrics.sections {
      guard let marker = section.marker, namesWords else {
        if let name = section.marker?.name {
          parts.append(LyricsPart(name: name, label: .instrumental, units: 0, words: ""))
        }
        parts += section.stanzas.map(LyricsPart.init(stanza:))
        continue
      }
      let label = SectionLabel(section.kind, isSung: !section.lines.isEmpty)
      var units = SungLength.units(of: section.lines)
      var words = section.normalizedText
      if label == .chorus {
        if units > 0 { chorus = (units, words) } else { (units, words) = chorus ?? (units, words) }
      }
      parts.append(
        LyricsPart(
          name: marker.name, label: label, units: units * Double(marker.repeats), words: words))
    }
    nameChoruses(among: &parts)
    return parts
  }

  /// More stanzas are of no song, and comparing them takes the square; ours: none of 321 songs has
  /// a hundred lines.
  private static let mostStanzas = 400

  private static func nameChoruses(among parts: inout [LyricsPart]) {
    let stanzas = parts.indices.filter { parts[$0].name == nil }
    guard stanzas.count <= mostStanzas else { return }
    for (index, likeness) in likeness(among: stanzas.map { parts[$0] }).enumerated() {
      for other in likeness.indices where likeness[other] >= sameWords {
        parts[stanzas[index]].label = .chorus
        parts[stanzas[other]].label = .chorus
      }
    }
  }
}

extension LyricsPart {
  /// A stanza without a name, as yet a verse.
  fileprivate init(stanza lines: [String]) {
    self.init(
      name: nil, label: .verse, units: SungLength.units(of: lines),
      words: LyricsSection.normalized(lines.joined(separator: " ")))
  }
}

extension SectionLabel {
  /// The name for a kind of section in lyrics: those that the audio cannot tell apart share one.
  init(_ kind: SectionKind, isSung: Bool) {
    self =
      switch kind {
      case .intro: .intro
      case .verse: .verse
      case .preChorus: .preChorus
      case .chorus: .chorus
      case .postChorus: .bridge
      case .bridge: .bridge
      case .instrumental, .solo: .instrumental
      case .outro: .outro
      case .other: isSung ? .verse : .instrumental
      }
  }
}
