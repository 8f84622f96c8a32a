/// When one part of the lyrics is sung, by a provider's times, in seconds.
struct WordPlace {
  /// The first thing that is known of it: its marker, or its first word where that is no later.
  let start: Double
  /// Where its first word starts.
  let firstWord: Double
  /// Where its last word ends.
  let end: Double

  /// How far before a time the moment may lie, and how far after it, in seconds: the grid of 0.64 s
  /// when times are moved up, half of it when they are rounded.
  static let slack = (before: 0.64, after: 0.35)

  /// Where the bar line of its start can be, in seconds: a marker stands anywhere between the last word
  /// before it and the first one after it.
  var window: ClosedRange<Double> {
    start - Self.slack.before...firstWord + Self.slack.after
  }

  /// The place with its times stretched and then moved.
  func moved(by seconds: Double, stretch: Double = 1) -> WordPlace {
    WordPlace(
      start: start * stretch + seconds, firstWord: firstWord * stretch + seconds,
      end: end * stretch + seconds)
  }

  /// What a bar line, in seconds, is worth as the start of the part, in nats: most at its first word,
  /// less the longer it rests from there to that word, and less up to a bar later, where a pick-up
  /// leads.
  func score(ofStart line: Double, bar: Double) -> Float {
    let (first, last) = (window.lowerBound, window.upperBound)
    let rests = -Self.rest(firstWord - Self.slack.before - max(line, first), bar: bar)
    if line < first { return rests + Self.outside(first - line) }
    if line <= last { return rests }
    let beyond = line - last
    return max(Self.outside(beyond), (beyond < bar ? 0 : Self.outside(beyond - bar)) - 1.5)
  }

  /// What a bar line, in seconds, is worth as the end of the part, in nats.
  ///
  /// The voice rests before a section ends, for less than a bar as a rule; that it seems to go on
  /// beyond the line can be the grid's doing.
  func score(ofEnd line: Double, bar: Double) -> Float {
    let distance = line - end
    if distance < -Self.slack.before { return Self.outside(-distance - Self.slack.before) - 1 }
    return distance < 0 ? -1 : -Self.rest(distance, bar: bar)
  }

  /// What it costs that nobody sings in a part for so long, in seconds, before its first word or after
  /// its last: nothing for most of a bar.
  private static func rest(_ seconds: Double, bar: Double) -> Float {
    2 * Float(max(0, seconds / bar - 0.75))
  }

  /// A Gaussian of the grid's half, held where an outlier is likelier.
  private static func outside(_ seconds: Double) -> Float {
    let distance = Float(seconds / 0.32)
    return -min(16, 0.5 * distance * distance)
  }
}
