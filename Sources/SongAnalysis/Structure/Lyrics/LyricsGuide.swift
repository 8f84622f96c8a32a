import Foundation
import SongLyrics

/// The sections of a song as its lyrics name them, where the lyrics fit.
struct LyricsGuide {
  /// The sections from the start of the music to its end, without gaps; `nil` where the lyrics do
  /// not fit the audio, and the sections are better those that are heard.
  let sections: [GuidedSection]?
  /// The chance that the last chorus ends where `sections` say, by all other places that the lyrics
  /// could have; `nil` without a chorus, and where the times of words place it.
  let lastChorusChance: Double?
  /// The times of the words, where they can be trusted; else empty.
  let words: [TimedWord]
  /// What became of the lyrics, and what a person should know of it.
  let report: LyricsReport

  /// How much the audio may lose by the times of words, for each part, before they are left aside;
  /// a better place for the same times, moved or stretched, counts in addition.
  ///
  /// Ours, measured on 50 songs with times on the grid of a provider: true times stay below it in all,
  /// times that are 4 s late are above it in 46. Of 10 songs that a provider made true ones stay below
  /// it in 9.
  private static let mostContradiction: Float = 5

  /// A part whose music is worse by so much than what it takes to be there has no place; the mean
  /// over all parts, ours: lyrics of the right song had more in all of 74.
  private static let leastScore: Float = -1.5

  /// A delay of words that a person should know of, in seconds: of less, half the steps that providers
  /// count in (0.64 and 0.743 s) are the reason.
  private static let tellingDelay = 0.4

  /// How long a line of eight syllables takes, in seconds: from patter to a held hymn.
  private static let paces = 0.8...30.0

  /// Lays lyrics along a song.
  ///
  /// - Parameters:
  ///   - lyrics: What is sung, with or without markers.
  ///   - words: When the words are sung, if a provider told it.
  ///   - wordDelay: What was added to the provider's times, in seconds, where the voice tells it.
  ///   - evidence: What the audio says.
  ///   - beats: Every beat, in seconds.
  init(
    _ lyrics: Lyrics, words: [TimedWord], wordDelay: Double? = nil, _ evidence: AlignmentEvidence,
    beats: [Double]
  ) {
    let parts = LyricsPart.parts(of: lyrics)
    let units = parts.reduce(0) { $0 + $1.units }
    let seconds = evidence.seconds(0..<evidence.count)
    let isPossible = units == 0 || Self.paces.contains(seconds / units)
    guard isPossible, let free = LyricsAlignment(parts, evidence),
      free.score / Float(parts.count) > Self.leastScore
    else {
      let reason =
        lyrics.sections.isEmpty
        ? "the lyrics are empty" : "the lyrics do not fit the audio: are they those of this song?"
      self = LyricsGuide(withoutSections: reason, hasWords: !words.isEmpty)
      return
    }
    let isWhole = parts.count == 1 && parts[0].name == nil
    if isWhole, free.places[0].count > GuidedSection.longestWhole * evidence.phrase {
      self = LyricsGuide(
        withoutSections: "the lyrics have no markers, and no blank lines between their parts",
        hasWords: !words.isEmpty)
      return
    }
    var alignment = free
    var trusted: WordPlaces?
    var notices: [String] = []
    if !words.isEmpty {
      let places = WordPlaces(words, parts: parts, duration: evidence.lines[evidence.count])
      switch Self.reading(of: places, parts, evidence, free: free) {
      case .believed(let guided): (alignment, trusted) = (guided, places)
      case .leftAside(let fault):
        notices.append("the times of the words were left aside: \(fault)")
      }
    }
    let lead = trusted == nil ? free.lead(parts, evidence) : nil
    if let lead, lead < 0 {
      notices.append(
        "the lyrics fit the audio no better than in another order: are they those of this song?")
    }
    if trusted != nil, let wordDelay, abs(wordDelay) >= Self.tellingDelay {
      let seconds = abs(wordDelay).rounded(toDecimals: 1)
      notices.append(
        "the words are sung \(seconds) s \(wordDelay > 0 ? "later" : "earlier") than their times say,"
          + " and were moved there")
    }
    sections = GuidedSection.sections(
      parts, alignment.places, evidence, words: trusted, beats: beats)
    lastChorusChance = trusted == nil ? free.lastChorusChance : nil
    self.words = trusted == nil ? [] : words
    report = LyricsReport(
      isAligned: true, confidence: trusted == nil ? Self.confidence(lead: lead) : 0.95,
      wordTimes: words.isEmpty ? nil : trusted == nil ? .distrusted : .used,
      wordDelay: trusted == nil ? nil : wordDelay, notices: notices)
  }

  /// What becomes of the times of words.
  private enum Reading {
    /// They guide the alignment.
    case believed(LyricsAlignment)
    /// They are not trusted, for a reason in words.
    case leftAside(String)
  }

  /// Whether times of words can be believed: they must hardly cost the audio more than the places
  /// that it has without them, and meet its cuts as well as other times would.
  private static func reading(
    of places: WordPlaces, _ parts: [LyricsPart], _ evidence: AlignmentEvidence,
    free: LyricsAlignment
  ) -> Reading {
    if let fault = places.fault { return .leftAside(fault) }
    guard let guided = LyricsAlignment(parts, evidence, words: places) else {
      return .leftAside("they leave no room for the sections")
    }
    let loss = (free.score - guided.audioScore) / Float(parts.count)
    if loss + places.rivalAgreement(evidence) <= mostContradiction { return .believed(guided) }
    return .leftAside("they contradict the audio")
  }

  /// The chance that lyrics are those of the song, at even odds with those of another, by how much
  /// better they fit in their own order than in others; a half where there is no other.
  ///
  /// A logistic curve, fitted to 100 songs of our own making with their lyrics and with those of
  /// another.
  private static func confidence(lead: Float?) -> Double {
    lead.map { 1 / (1 + exp(1.46 - 1.72 * Double($0))) } ?? 0.5
  }

  /// That lyrics name no sections, for a reason.
  private init(withoutSections reason: String, hasWords: Bool) {
    sections = nil
    lastChorusChance = nil
    words = []
    report = LyricsReport(
      isAligned: false, confidence: 0, wordTimes: hasWords ? .distrusted : nil,
      notices: [reason + "; the sections are those that were heard"])
  }
}
