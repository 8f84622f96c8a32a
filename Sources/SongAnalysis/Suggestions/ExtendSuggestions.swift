import AudioModel
import SongLyrics

/// Where a generator could go on: at the end or the start of the last chorus, or at the end of the
/// music.
struct ExtendSuggestions {
  /// The suggestions, best first.
  let ranked: [ExtendSuggestion]

  /// The suggestions for a song; `lastChorus` has the chance that the last chorus ends with each
  /// section, where only the audio gave the names, and `words` when they are sung, where that is
  /// known.
  init(
    sections: [SectionReport], bars: BarGrid?, rhythm: Rhythm?, quality: [QualityReport],
    lyrics: LyricsReport? = nil, lastChorus: [Int: Double] = [:], words: [TimedWord] = []
  ) {
    var suggestions: [ExtendSuggestion] = []
    if let last = sections.lastIndex(where: { $0.label == .chorus }) {
      suggestions += Self.aroundLastChorus(
        sections, last: last, soundEnd: rhythm?.sound.end,
        trust: lastChorus[last] ?? Self.trust(lyrics),
        placed: lyrics?.isAligned == true && lastChorus[last] != nil,
        doubts: ChorusDoubts(
          sections, last: last, chances: lastChorus, metreConfidence: rhythm?.metreConfidence,
          soundEnd: rhythm?.sound.end))
    }
    if let bars, let rhythm, let end = Self.lastBarLine(bars, rhythm: rhythm, quality: quality) {
      suggestions.append(
        ExtendSuggestion(
          cropEndAt: CropPoint.before(end), anchor: "end",
          confidence: Self.endTrust * rhythm.metreConfidence,
          reason: "the last bar line before the music ends, at \(end.clock(decimals: 1))"))
    }
    ranked = suggestions.sorted { $0.confidence > $1.confidence }.map {
      $0.sparing(WordReport(across: $0.cropEndAt, in: words), beats: rhythm?.beats ?? [])
    }
  }

  private static func aroundLastChorus(
    _ sections: [SectionReport], last: Int, soundEnd: Double?, trust: Double, placed: Bool,
    doubts: ChorusDoubts
  ) -> [ExtendSuggestion] {
    let chorus = sections[last]
    let first = sections[..<last].lastIndex { $0.label != .chorus }.map { $0 + 1 } ?? 0
    let all = count(of: .chorus, in: sections[...])
    let together = count(of: .chorus, in: sections[first...last])
    // No music goes on from the silence after a song.
    let chorusEnd = min(chorus.end, soundEnd ?? chorus.end)
    let isLast = last == sections.count - 1 || chorusEnd == soundEnd
    let endConfidence = isLast ? Self.songEndConfidence : sections[last + 1].confidence
    let following = isLast ? nil : sections[last + 1].lyricsSection.map { "\u{201C}\($0)\u{201D}" }
    let next =
      isLast
      ? "the song ends with it" : "\(following ?? sections[last + 1].label.rawValue) follows"
    let name = chorus.lyricsSection.map { "\u{201C}\($0)\u{201D}, " } ?? ""
    let music = "(\(name)group \(chorus.group))"
    let one = all == 1 ? "the only chorus" : "the last of \(all) choruses"
    let several = (together == all ? "the" : "the last \(together) of") + " \(all) choruses"
    let starting = together == 1 ? "\(one) \(music) starts" : "\(several) \(music) start"
    let end = ExtendSuggestion(
      cropEndAt: CropPoint.before(chorusEnd), anchor: "last-chorus",
      confidence: placed ? trust : trust * endConfidence,
      reason: "\(one) \(music) ends at \(chorusEnd.clock(decimals: 1)); \(next)"
        + doubts.inWords)
    // Before a chorus that opens the song there is nothing to keep.
    guard first > 0 else { return [end] }
    let start = sections[first].start
    return [
      end,
      ExtendSuggestion(
        cropEndAt: CropPoint.before(start), anchor: "last-chorus-start",
        confidence: trust * sections[first].confidence,
        reason: "\(starting) at \(start.clock(decimals: 1))"),
    ]
  }

  /// The confidence of the song's end as the end of its last section, which nothing marks but that
  /// the song is over: that of an average cut.
  private static let songEndConfidence = 0.5

  /// How far the end can be trusted where the bar lines can; chosen, for want of annotated endings,
  /// so that a sure last chorus comes first.
  private static let endTrust = 0.25

  /// How far the names can be trusted that lyrics give, even where they hardly fit the audio; ours,
  /// by judgement.
  private static let leastLyricsTrust = 0.6

  /// How far the name "chorus" can be trusted where lyrics give it: as far as the lyrics can.
  private static func trust(_ lyrics: LyricsReport?) -> Double {
    max(leastLyricsTrust, lyrics?.confidence ?? 0)
  }

  /// How many sections have a label, those that go on with a section of the lyrics not counted:
  /// the highest number that one is named by, as in `chorus#4`.
  private static func count(
    of label: SectionLabel, in sections: ArraySlice<SectionReport>
  ) -> Int {
    let named = sections.filter { $0.lyricsSection == nil || $0.lyricsSectionBegins }
    return max(1, named.count { $0.label == label })
  }

  /// The last bar line before the music fades out or stops.
  private static func lastBarLine(
    _ bars: BarGrid, rhythm: Rhythm, quality: [QualityReport]
  ) -> Double? {
    let fade = quality.first { $0.kind == "fade-out" }?.start ?? rhythm.sound.end
    return bars.lines.dropFirst().dropLast().last { $0 <= min(fade, rhythm.sound.end) }
  }
}
