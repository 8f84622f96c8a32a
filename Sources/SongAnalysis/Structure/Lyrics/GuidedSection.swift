import Foundation

/// A stretch of a song and what the lyrics say it is.
struct GuidedSection {
  /// Its bars.
  let bars: Range<Int>
  /// Where it starts and ends, in seconds: the bar lines, but where the times of words say that
  /// these are off.
  let start: Double
  let end: Double
  /// What it is.
  let label: SectionLabel
  /// What the lyrics call it; `nil` for a stretch that they do not have, and without a marker.
  let name: String?
  /// Whether a part of the lyrics begins here, rather than going on.
  let begins: Bool
  /// The chance that its start lies within 0.5 s of the true one, 0 to 1.
  let confidence: Double
  /// Where the voice begins before the start, in seconds; `nil` where it does not or is unknown.
  let pickup: Double?

  /// How much better the song must divide with a cut inside of a part than without it, in nats.
  ///
  /// Ours, as the next: on annotated songs 0 is as good and 2 is not, on songs rendered from
  /// tablatures more is better still (`benchmarks/structure/NOTES-lyrics.md`).
  private static let leastMargin: Float = 1
  /// Stretches without a part that are longer than so many usual sections may have cuts inside, and a
  /// lone part without a name that is, such as a text without breaks, names no section.
  ///
  /// Of such cuts in shorter ones people had marked one in twelve in annotated songs, and one in four
  /// in songs rendered from tablatures.
  static let longestWhole = 3

  /// The sections of a song: its parts, and what lies around them.
  static func sections(
    _ parts: [LyricsPart], _ places: [Range<Int>], _ evidence: AlignmentEvidence,
    words: WordPlaces?, beats: [Double]
  ) -> [GuidedSection] {
    let met = places.indices.count { index in
      guard let place = words?.places[index] else { return false }
      return place.window.contains(evidence.lines[places[index].lowerBound])
    }
    var starts: [PartStart] = []
    for index in places.indices {
      starts.append(
        PartStart(
          line: places[index].lowerBound, words?.places[index], evidence, beats: beats,
          after: starts.last?.time ?? 0, trustsBars: Double(met) > 0.8 * Double(places.count)))
    }
    var sections: [GuidedSection] = []
    var end = (line: 0, time: evidence.lines[0])
    // That a part ends is surer where it is known when its last word does: of 53 ends in annotated
    // songs .87 are right, and so they are said to be .86 sure in the mean.
    func gapConfidence(_ margin: Float) -> Double {
      let heard = CutConfidence.heard(Double(margin))
      return words == nil ? heard : 0.75 + 0.25 * heard
    }
    func gap(to line: Int, _ time: Double) {
      guard line > end.line else { return }
      let label: SectionLabel =
        end.line == 0 ? .intro : line == evidence.count ? .outro : .instrumental
      sections.append(
        GuidedSection(
          bars: end.line..<line, start: end.time, end: time, label: label, name: nil, begins: false,
          confidence: gapConfidence(evidence.margins[end.line]),
          pickup: nil))
    }
    for (index, place) in places.enumerated() {
      gap(to: place.lowerBound, starts[index].time)
      let isFollowed = index + 1 < places.count && places[index + 1].lowerBound == place.upperBound
      let time = isFollowed ? starts[index + 1].time : evidence.lines[place.upperBound]
      sections.append(
        GuidedSection(
          bars: place, start: starts[index].time, end: time, label: parts[index].label,
          name: parts[index].name, begins: true, confidence: starts[index].confidence,
          pickup: starts[index].pickup))
      end = (place.upperBound, time)
    }
    gap(to: evidence.count, evidence.lines[evidence.count])
    return sections.flatMap { $0.parted(evidence) }
  }

  /// The section in pieces, where the audio has cuts of its own inside: what is one part of the
  /// lyrics may be several pieces of music, and so may a stretch without any that is long.
  private func parted(_ evidence: AlignmentEvidence) -> [GuidedSection] {
    guard begins || bars.count > Self.longestWhole * evidence.phrase else { return [self] }
    let least = max(1, evidence.phrase / 4)
    var cuts = [bars.lowerBound]
    for line in bars.dropFirst(least).dropLast(least - 1)
    where evidence.margins[line] > Self.leastMargin && line - (cuts.last ?? line) >= least {
      cuts.append(line)
    }
    return zip(cuts, cuts.dropFirst() + [bars.upperBound]).map { first, end in
      let isFirst = first == bars.lowerBound
      return GuidedSection(
        bars: first..<end, start: isFirst ? start : evidence.lines[first],
        end: end == bars.upperBound ? self.end : evidence.lines[end], label: label, name: name,
        begins: begins && isFirst,
        confidence: isFirst ? confidence : CutConfidence.heard(Double(evidence.margins[first])),
        pickup: isFirst ? pickup : nil)
    }
  }
}

/// Where exactly a part starts that begins at a bar line.
private struct PartStart {
  /// The bar line; or a beat, or the time of its words, where these say that the bar lines are off.
  let time: Double
  /// Where the voice begins before that, in seconds.
  let pickup: Double?
  /// The chance that it is right within 0.5 s.
  let confidence: Double

  /// The start of a part: never beyond the bar lines around its own, nor before the previous start,
  /// whatever the times of words are.
  ///
  /// - Parameters:
  ///   - line: The bar line where its bars begin.
  ///   - place: What the times of the words say of it.
  ///   - evidence: What the audio says.
  ///   - beats: Every beat, in seconds.
  ///   - previous: Where the part before it starts, in seconds.
  ///   - trustsBars: Whether the other parts are where the words say, so that this one is sung from
  ///     before its bar line on rather than the bar line wrong.
  init(
    line: Int, _ place: WordPlace?, _ evidence: AlignmentEvidence, beats: [Double],
    after previous: Double, trustsBars: Bool
  ) {
    let barLine = evidence.lines[line]
    let margin = evidence.margins[line]
    let lines = evidence.lines[max(0, line - 1)...min(evidence.count, line + 1)]
    guard let place, let first = lines.first, let last = lines.last,
      place.window.overlaps(first...last)
    else {
      (time, pickup, confidence) = (barLine, nil, CutConfidence.written(Double(margin)))
      return
    }
    let window = place.window
    let leadsIn = barLine > window.upperBound && trustsBars && margin > 1
    if line == 0 || window.contains(barLine) || leadsIn {
      time = barLine
      confidence = leadsIn ? 0.8 : 0.95
    } else {
      let word = place.firstWord
      let beat = beats.min { abs($0 - word) < abs($1 - word) }
      let sung = beat.flatMap { window.contains($0) ? $0 : nil } ?? word
      let isBetween = sung > max(first, previous) && sung < last
      time = isBetween ? sung : barLine
      confidence = isBetween ? 0.8 : CutConfidence.written(Double(margin))
    }
    let word = place.firstWord
    pickup = first <= word && word <= time - WordPlace.slack.after ? word : nil
  }
}
