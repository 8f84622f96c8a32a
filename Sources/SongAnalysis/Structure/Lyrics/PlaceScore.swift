import Foundation

/// What it is worth that parts of the lyrics take certain bars, in nats but for a constant.
struct PlaceScore {
  /// The parts to be placed, in order.
  let parts: [LyricsPart]
  /// What the audio says.
  let evidence: AlignmentEvidence
  /// How long a line of text takes, in seconds.
  let pace: Double
  /// Where the times of words put the parts, if they are known.
  let words: WordPlaces?

  /// The longest stretch without a part, in bars.
  ///
  /// Ours: 32 and 90 place the parts of annotated songs the same; it bounds the work.
  static let longestGap = 64
  /// The longest part, in bars: as long as a section may be by the audio alone, or six phrases.
  ///
  /// A bound is there for the work and should not decide; from 32 to 48 bars for phrases of four bars
  /// the parts of annotated songs are placed the same, with 24 those of one in fifty are not.
  let longest: Int

  /// For each part, the parts before it of the same words, of the same label with other words, and
  /// of other labels.
  private let same: [[Int]]
  private let alike: [[Int]]
  private let unlike: [[Int]]

  private var boundaryWeight: Float {
    words == nil ? PlaceWeight.boundary : PlaceWeight.boundaryBesideWords
  }

  /// The deviation of the logarithm of a part's duration from that of its text: what all its lines
  /// share, and what each has of its own.
  ///
  /// Ours: with 0.42 shared the last choruses of 50 annotated songs are found as often, with 0.2
  /// four fewer within 3 s, with 0.28 or 0.56 a line two fewer.
  private static let paceDeviation = (shared: Float(0.3), line: Float(0.4))
  /// The usual duration of a part without words, in seconds, and the deviation of its logarithm.
  ///
  /// Ours: about those of intros, instrumentals and outros, 13.1 to 17.7 s and 0.62 to 0.64
  /// (`WholeForm`).
  private static let wordless = (seconds: 14.0, deviation: Float(0.6))
  /// What it costs that a song ends with its last part.
  ///
  /// Ours: one annotated song in fifteen does, which would be 2.6, and with that the parts of annotated
  /// songs are found as well.
  private static let noOutro: Float = 1.5
  /// The most that a duration can cost: there are always songs that do what they like.
  ///
  /// Ours: 4 and 8.5 find the last choruses of annotated songs as often.
  private static let worstDuration: Float = 6

  /// The score of parts with a pace.
  init(parts: [LyricsPart], evidence: AlignmentEvidence, pace: Double, words: WordPlaces?) {
    (self.parts, self.evidence, self.pace, self.words) = (parts, evidence, pace, words)
    longest = min(evidence.count, max(Segmentation.longest, 6 * evidence.phrase))
    let likeness = LyricsPart.likeness(among: parts)
    same = likeness.map { row in row.indices.filter { row[$0] >= LyricsPart.sameWords } }
    alike = parts.indices.map { index in
      // A chorus of other words is another chorus.
      guard parts[index].label == .verse || parts[index].label == .preChorus else { return [] }
      return (0..<index).filter {
        parts[$0].label == parts[index].label && likeness[index][$0] < LyricsPart.sameWords
      }
    }
    unlike = parts.indices.map { index in
      guard parts[index].isSung else { return [] }
      return (0..<index).filter {
        parts[$0].isSung && parts[$0].label != parts[index].label
          && likeness[index][$0] < LyricsPart.sameWords
      }
    }
  }

  /// What the places that agree with the voice everywhere gain by it, which every place and gap is
  /// scored without.
  var mostVoice: Float { PlaceWeight.voice * evidence.mostVoice(0..<evidence.count) }

  /// What a whole alignment is worth, but for `mostVoice`.
  func total(_ places: [Range<Int>]) -> Float {
    var score: Float = 0
    var end = 0
    for (index, place) in places.enumerated() {
      let before = Array(places[..<index])
      score += gap(end..<place.lowerBound, before: index, after: before)
      score += self.place(place, part: index, after: before)
      end = place.upperBound
    }
    return score + gap(end..<evidence.count, before: parts.count, after: places)
  }

  /// A stretch without a part, before the part of that index or, after all of them, at the end.
  ///
  /// An intro and an outro are usual: the one costs nothing while it is short, the other as much as
  /// its length is unusual. A song without them is less so. Lyrics that have either as a part leave
  /// none to the audio.
  func gap(_ bars: Range<Int>, before part: Int, after places: [Range<Int>]) -> Float {
    guard !bars.isEmpty else {
      if part == 0 { return parts[0].label == .intro ? 0 : -1 }
      return part == parts.count && parts[part - 1].label != .outro ? -Self.noOutro : 0
    }
    let seconds = Float(evidence.seconds(bars))
    var score: Float
    if part == 0 {
      score = (parts[0].label == .intro ? -6 : 0) - max(0, seconds - 20) / 8
    } else if part == parts.count {
      score = parts[part - 1].label == .outro ? -6 : 0
      score -= Self.outroCost(evidence.seconds(bars))
    } else {
      score = -PlaceWeight.gap - seconds / 20
    }
    score -= PlaceWeight.voice * (evidence.voice(bars) + evidence.mostVoice(bars))
    if part > 0 {
      score += boundaryWeight * evidence.boundaries[bars.lowerBound]
      score -= PlaceWeight.gapLike * mostLike(bars, places, among: places.indices) { $0.isSung }
    }
    return score
  }

  /// A part in its bars, after the bars of those before it.
  func place(_ bars: Range<Int>, part index: Int, after places: [Range<Int>]) -> Float {
    let part = parts[index]
    var score = boundaryWeight * evidence.boundaries[bars.lowerBound]
    score -= PlaceWeight.oddLength * Self.oddness(bars.count, phrase: evidence.phrase)
    score -= duration(evidence.seconds(bars), of: part)
    score -= PlaceWeight.voice * evidence.mostVoice(bars)
    if part.isSung {
      let weight = part.label == .bridge ? PlaceWeight.voiceInBridge : PlaceWeight.voice
      score += weight * evidence.voice(bars)
    } else if part.label == .instrumental || part.label == .intro {
      score -= PlaceWeight.voice * evidence.voice(bars)
    }
    switch part.label {
    case .chorus: score += PlaceWeight.force * evidence.force(bars)
    case .verse, .preChorus: score -= PlaceWeight.force * evidence.force(bars)
    case .intro, .bridge, .instrumental, .outro: break
    }
    score += repetition(bars, places, of: same[index], weight: PlaceWeight.same, sameWords: true)
    score += repetition(bars, places, of: alike[index], weight: PlaceWeight.alike, sameWords: false)
    score -= PlaceWeight.unlike * mostLike(bars, places, among: unlike[index]) { _ in true }
    if let words { score += words.score(of: bars, part: index, evidence: evidence) }
    return score
  }

  /// What the music after the last part costs by its length, in seconds: no more than none does
  /// where it is short, as songs ring out.
  private static func outroCost(_ seconds: Double) -> Float {
    let distance = Float(WholeForm.lengthDistance(seconds, of: FormPrior.index(of: .outro)))
    return min(distance < 0 ? noOutro : worstDuration, 0.5 * distance * distance)
  }

  /// What a duration costs, by the text.
  private func duration(_ seconds: Double, of part: LyricsPart) -> Float {
    var distance: Float
    if part.isSung {
      let (shared, line) = Self.paceDeviation
      let deviation = (shared * shared + line * line / Float(part.units)).squareRoot()
      distance = Float(log(seconds / (part.units * pace))) / deviation
      // What is sung in an intro or outro is seldom all of it.
      if part.label == .outro || part.label == .intro { distance = min(distance, 0.3 * distance) }
    } else {
      distance = Float(log(seconds / Self.wordless.seconds)) / Self.wordless.deviation
    }
    return min(Self.worstDuration, 0.5 * distance * distance)
  }

  /// What the music of parts before is worth that these bars should repeat, the mean over the parts.
  private func repetition(
    _ bars: Range<Int>, _ places: [Range<Int>], of others: [Int], weight: Float, sameWords: Bool
  ) -> Float {
    guard !others.isEmpty else { return 0 }
    var sum: Float = 0
    for other in others {
      let before = places[other]
      sum += weight * sameness(bars, before)
      guard sameWords, bars.count != before.count else { continue }
      // Words that are sung twice give the music twice.
      let (longer, shorter) = bars.count > before.count ? (bars, before) : (before, bars)
      let rest = min(longer.count, 2 * shorter.count) - shorter.count
      let again = longer.lowerBound + shorter.count
      sum += weight * sameness(again..<again + rest, shorter)
      let ratio = Float(longer.count) / Float(shorter.count)
      let cost = ratio == 2 ? PlaceWeight.twice : min(PlaceWeight.otherLength, 6 * log(ratio) + 0.3)
      // The last chorus is the one that is lengthened, by a line sung again or all of it.
      sum -= 3 * bars.upperBound > 2 * evidence.count ? PlaceWeight.lengthenedLast * cost : cost
    }
    return sum / Float(others.count)
  }

  /// The likeness to the part before that is most alike; 0 where none is.
  private func mostLike(
    _ bars: Range<Int>, _ places: [Range<Int>], among others: some Sequence<Int>,
    where counts: (LyricsPart) -> Bool
  ) -> Float {
    var most: Float = 0
    for other in others where counts(parts[other]) {
      most = max(most, sameness(bars, places[other]))
    }
    return most
  }

  /// How far two stretches are the same music, bar for bar from their starts, in bars of the usual
  /// length (eight to a section): negative where they are not.
  private func sameness(_ a: Range<Int>, _ b: Range<Int>) -> Float {
    let shared = min(a.count, b.count)
    let likeness = evidence.repetition.likeness(a.lowerBound, b.lowerBound, length: shared)
    return Float(shared) * 8 / Float(evidence.phrase) * (likeness - PlaceWeight.likeness)
  }

  private static func oddness(_ length: Int, phrase: Int) -> Float {
    if length % phrase == 0 { return 0 }
    if length % (phrase / 2) == 0 { return 0.25 }
    return length % (phrase / 4) == 0 ? 0.5 : 1
  }
}
