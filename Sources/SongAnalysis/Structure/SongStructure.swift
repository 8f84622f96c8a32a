import Foundation
import SongLyrics

/// The sections of a song: bars, cuts, groups and names, in that order.
struct SongStructure {
  /// The bars that sections consist of; `nil` where no pulse was found, and then there are no
  /// sections.
  let bars: BarGrid?
  /// How alike stretches of its bars are; `nil` without bars.
  let likeness: SectionLikeness?
  /// The sections in order, from 0 s to the end of the song, without gaps.
  let sections: [SectionReport]
  /// The chance that the last chorus ends with each section, by their names alone; with lyrics, by
  /// all places that they could have, and empty where the times of words say it.
  let lastChorus: [Int: Double]
  /// How the lyrics went with the audio; `nil` where none were given.
  let lyrics: LyricsReport?
  /// The words and when they are sung, where that is known.
  let sungWords: [TimedWord]

  init(
    _ features: SpectralFeatures, rhythm: Rhythm?, lyrics: Lyrics? = nil, words: [TimedWord] = []
  ) {
    guard let rhythm, let bars = BarGrid(rhythm, features) else {
      self.bars = nil
      likeness = nil
      sections = []
      lastChorus = [:]
      self.lyrics = lyrics.map { _ in .withoutPulse }
      sungWords = []
      return
    }
    self.bars = bars
    let barFeatures = BarFeatures(features, bars: bars)
    let similarities = BarSimilarities(barFeatures)
    let likeness = SectionLikeness(
      bars: similarities.section,
      transposed: bars.count <= SelfSimilarity.largestWhole ? TransposedHarmony(barFeatures) : nil)
    self.likeness = likeness
    let voice = VocalPresence(features, bars: bars)
    let repeated = RepeatedBars(similarities.music)
    let cues = BoundaryCues(
      features, bars: bars, barFeatures: barFeatures, similarities: similarities,
      repeated: repeated, voice: voice)
    let segmentation = Segmentation(
      similarities, cues: cues, repeated: repeated, barLength: bars.typicalLength)
    let delay = lyrics == nil ? nil : WordDelay(of: words, features)
    let guide = lyrics.map { lyrics in
      LyricsGuide(
        lyrics, words: words.map { $0.moved(by: delay?.seconds ?? 0) }, wordDelay: delay?.seconds,
        AlignmentEvidence(
          bars: bars, features: barFeatures, similarities: similarities, voice: voice,
          segmentation: segmentation),
        beats: rhythm.beats)
    }
    self.lyrics = guide?.report
    sungWords = guide?.words ?? []
    // Silence around the music belongs to the first and the last section.
    func reached(_ time: Double) -> Double {
      time == bars.lines[0] ? 0 : time == bars.lines[bars.count] ? features.duration : time
    }
    if let guided = guide?.sections {
      let last = guided.lastIndex { $0.label == .chorus }
      lastChorus =
        last.flatMap { last in guide?.lastChorusChance.map { [last: rhythm.barTrust * $0] } } ?? [:]
      let cuts = guided.map(\.bars.lowerBound) + [bars.count]
      let groups = SectionGroups(SectionAffinities(cuts: cuts, likeness)).groups
      let words = sungWords
      sections = zip(guided, groups).map { section, group in
        SectionReport(
          section, start: reached(section.start), end: reached(section.end),
          group: SectionGroups.letter(group), trust: rhythm.barTrust, words: words)
      }
      return
    }
    let groups = SectionGroups(SectionAffinities(cuts: segmentation.cuts, likeness)).groups
    let names = SectionNames(
      SectionEvidence(
        cuts: segmentation.cuts, groups: groups, bars: bars, features: barFeatures, voice: voice))
    lastChorus = names.lastChorus.mapValues { rhythm.barTrust * $0 }
    sections = groups.indices.map { index in
      let (first, end) = (segmentation.cuts[index], segmentation.cuts[index + 1])
      return SectionReport(
        start: reached(bars.lines[first]), end: reached(bars.lines[end]),
        label: names.labels[index],
        group: SectionGroups.letter(groups[index]),
        confidence: index == 0
          ? 1 : rhythm.barTrust * Self.confidence(chance: segmentation.chances[first]))
    }
  }

  /// How sure a cut is that has this chance among all divisions.
  private static func confidence(chance: Double) -> Double {
    let certain = 1e-6
    let chance = min(1 - certain, max(certain, chance))
    return CutConfidence.heard(log(chance / (1 - chance)))
  }
}

extension SectionReport {
  /// A section that the lyrics name, on bar lines of so much trust, with the times of their words
  /// where these are known; the music of the first and the last one may be shorter.
  fileprivate init(
    _ section: GuidedSection, start: Double, end: Double, group: String, trust: Double,
    words: [TimedWord]
  ) {
    self.init(
      start: start, end: end, label: section.label, group: group,
      confidence: start == 0 ? 1 : trust * section.confidence, pickup: section.pickup,
      lyricsSection: section.name, lyricsSectionBegins: section.begins,
      wordAcrossEnd: WordReport(across: CropPoint.before(end), in: words))
  }
}
