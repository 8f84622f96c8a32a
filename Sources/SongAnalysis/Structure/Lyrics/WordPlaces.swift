import Foundation
import SongLyrics

/// Where a provider's word times put the parts of the lyrics.
///
/// Published times lie on a grid of 0.64 s, and whether they were moved up to it or to its nearest
/// line differs, so what they say of a moment is an interval. They are evidence, not truth: a part
/// that the audio clearly puts elsewhere goes elsewhere.
struct WordPlaces {
  /// One part of the lyrics, in seconds.
  struct Place {
    /// The first thing that is known of it: its marker, or its first word.
    let start: Double
    /// Where its first word starts.
    let firstWord: Double
    /// Where its last word ends.
    let end: Double

    /// Where the bar line of its start can be, by the grid of the times, in seconds.
    var window: ClosedRange<Double> { start - slack.before...start + slack.after }
  }

  /// How far before a time the moment may lie, and how far after it, in seconds: the grid of 0.64 s
  /// when times are moved up, half of it when they are rounded.
  static let slack = (before: 0.64, after: 0.35)

  /// More words than a song can have; comparing them with the lyrics takes the square.
  private static let mostWords = 5000

  /// By part; `nil` where no words of it were found.
  let places: [Place?]
  /// Why the times cannot be trusted, in words; `nil` where they can, as far as they tell by
  /// themselves.
  let fault: String?

  /// The places of parts by the words of a list.
  init(_ words: [TimedWord], parts: [LyricsPart], duration: Double) {
    let all = TimedToken.tokens(of: words)
    guard all.count <= Self.mostWords else {
      places = parts.map { _ in nil }
      fault = "there are more than \(Self.mostWords) of them"
      return
    }
    // What lies outside of the song says nothing of where a part is.
    let song = -Self.slack.before...duration + Self.slack.before
    let tokens = all.filter { song.contains($0.start) && song.contains($0.end) }
    let (places, matched) = Self.places(tokens, parts)
    self.places = places
    let backward = zip(tokens, tokens.dropFirst()).count { $1.start < $0.start - 0.01 }
    let late = all.count - tokens.count
    let few = all.count / 50
    fault =
      matched * 2 < all.count
      ? "they belong to other words than the lyrics"
      : backward > few
        ? "they are not in order" : late > few ? "they lie outside of the song" : nil
  }

  /// Pairs the tokens of the lyrics with those of the list: the longest sequence that both share.
  private static func places(
    _ tokens: [TimedToken], _ parts: [LyricsPart]
  ) -> ([Place?], matched: Int) {
    var written: [SungToken] = []
    var owners: [Int] = []
    for (index, part) in parts.enumerated() {
      let own = (part.name.map { [SungToken.marker($0)] } ?? []) + SungToken.words(in: part.words)
      written += own
      owners += own.map { _ in index }
    }
    let difference = tokens.map(\.token).difference(from: written)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    let pairs = zip(
      written.indices.filter { !removed.contains($0) },
      tokens.indices.filter { !inserted.contains($0) })
    var found = [[TimedToken]](repeating: [], count: parts.count)
    var matched = 0
    var owner: Int?
    var next = tokens.startIndex
    for (own, other) in pairs {
      // Words that the lyrics do not have belong to what they follow in the list, unless a marker
      // parts them.
      if let owner, !tokens[next..<other].contains(where: \.token.isMarker) || owner == owners[own]
      {
        found[owner] += sungOn(tokens[next..<other], after: found[owner])
      }
      found[owners[own]].append(tokens[other])
      matched += 1
      (owner, next) = (owners[own], other + 1)
    }
    if let owner, !tokens[next...].contains(where: \.token.isMarker) {
      found[owner] += sungOn(tokens[next...], after: found[owner])
    }
    let places = zip(found, parts).map { (tokens: [TimedToken], part: LyricsPart) -> Place? in
      guard let first = tokens.first else { return nil }
      let sung = tokens.filter { !$0.token.isMarker }
      // A word or two of a whole part may be found by chance.
      guard !part.isSung || first.token.isMarker || sung.count > 2 else { return nil }
      return Place(
        start: first.start, firstWord: sung.first?.start ?? first.start,
        end: sung.map(\.end).max() ?? first.start)
    }
    return (places, matched)
  }

  /// Those words of a list that go on with a part although the lyrics do not have them: a line of it
  /// once more, or words that were misheard; not those that a transcriber hears where nobody sings.
  private static func sungOn(
    _ tokens: ArraySlice<TimedToken>, after part: [TimedToken]
  ) -> [TimedToken] {
    let words = tokens.filter { !$0.token.isMarker }
    let known = Set(part.map(\.token))
    guard words.count(where: { known.contains($0.token) }) * 2 <= words.count else { return words }
    var end = part.last?.end ?? 0
    return words.prefix(mostMisheard).prefix { word in
      defer { end = word.end }
      return word.start - end < longestRest
    }
  }

  /// How many words that the lyrics lack are a line that was misheard.
  ///
  /// Ours, by judgement, as the next.
  private static let mostMisheard = 8
  /// The longest rest between words of one part, in seconds.
  private static let longestRest = 2.0

  /// What bars are worth as the place of a part.
  func score(of bars: Range<Int>, part: Int, evidence: AlignmentEvidence) -> Float {
    guard let place = places[part] else { return 0 }
    let line = evidence.lines[bars.lowerBound]
    let end = evidence.lines[bars.upperBound]
    let bar = evidence.seconds(bars) / Double(bars.count)
    return startScore(line - place.start, pickup: place.firstWord - place.start < 0.01 ? bar : 0)
      + Self.endScore(end - place.end, bar: bar)
  }

  /// What a bar line is worth as the start of a part, `distance` seconds after its time; later by
  /// up to `pickup` seconds it may be where a pick-up leads.
  private func startScore(_ distance: Double, pickup: Double) -> Float {
    if distance < -Self.slack.before { return Self.outside(-distance - Self.slack.before) }
    if distance <= Self.slack.after { return 0 }
    let beyond = distance - Self.slack.after
    return max(Self.outside(beyond), beyond < pickup ? -1.5 : Self.outside(beyond - pickup) - 1.5)
  }

  /// What a bar line is worth as the end of a part whose last word ends `distance` seconds before.
  ///
  /// The voice rests before a section ends, for less than a bar as a rule; that it seems to go on
  /// beyond the line can be the grid's doing.
  private static func endScore(_ distance: Double, bar: Double) -> Float {
    if distance < -slack.before { return outside(-distance - slack.before) - 1 }
    if distance < 0 { return -1 }
    return -Float(max(0, distance / bar - 0.75)) * 2
  }

  /// A Gaussian of the grid's half, held where an outlier is likelier.
  private static func outside(_ seconds: Double) -> Float {
    let distance = Float(seconds / 0.32)
    return -min(16, 0.5 * distance * distance)
  }

  /// How well the parts' times, stretched and then moved by `shift`, meet bar lines where sections
  /// begin.
  func agreement(_ evidence: AlignmentEvidence, shift: Double, stretch: Double = 1) -> Float {
    places.reduce(0) { sum, place in
      guard let place else { return sum }
      let time = place.start * stretch + shift
      let lines = evidence.lines.indices.filter {
        (-Self.slack.before...Self.slack.after).contains(evidence.lines[$0] - time)
      }
      return sum + (lines.map { max(-2, evidence.boundaries[$0]) }.max() ?? -1)
    }
  }

  /// How much better the parts would meet the bar lines if their times were moved or stretched, for
  /// each part.
  func rivalAgreement(_ evidence: AlignmentEvidence) -> Float {
    let asIs = agreement(evidence, shift: 0)
    var best = -Float.infinity
    for percent in -6...6 {
      for step in -25...25 where abs(step) > 2 || abs(percent) > 1 {
        best = max(
          best,
          agreement(evidence, shift: 0.64 * Double(step), stretch: 1 + 0.01 * Double(percent)))
      }
    }
    return (best - asIs) / Float(max(1, places.count { $0 != nil }))
  }
}
