import Foundation
import SongLyrics

/// Where a provider's word times put the parts of the lyrics.
///
/// Published times lie on a grid of 0.64 or 0.743 s, and whether they were moved up to it, down to it
/// or to its nearest line differs, so what they say of a moment is an interval. They are evidence,
/// not truth: a part that the audio clearly puts elsewhere goes elsewhere.
struct WordPlaces {
  /// More words than are compared with the lyrics, which takes the square of their number, in time and
  /// memory, where all differ.
  ///
  /// Ours: a song has some hundreds, an hour of songs about as many as this.
  private static let mostWords = 5000

  /// By part; `nil` where no words of it were found.
  let places: [WordPlace?]
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
    let song = -WordPlace.slack.before...duration + WordPlace.slack.before
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
        ? "they are not in order" : late * 10 > all.count ? "they lie outside of the song" : nil
  }

  /// Pairs the tokens of the lyrics with those of the list: the longest sequence that both share.
  private static func places(
    _ tokens: [TimedToken], _ parts: [LyricsPart]
  ) -> ([WordPlace?], matched: Int) {
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
    let places = zip(found, parts).map { (tokens: [TimedToken], part: LyricsPart) -> WordPlace? in
      guard let first = tokens.first else { return nil }
      let sung = tokens.filter { !$0.token.isMarker }
      // A word or two of a whole part may be found by chance.
      guard !part.isSung || first.token.isMarker || sung.count > 2 else { return nil }
      let firstWord = sung.first?.start ?? first.start
      return WordPlace(
        start: min(first.start, firstWord), firstWord: firstWord,
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
    let bar = evidence.seconds(bars) / Double(bars.count)
    return place.score(ofStart: evidence.lines[bars.lowerBound], bar: bar)
      + place.score(ofEnd: evidence.lines[bars.upperBound], bar: bar)
  }
}
