import SongLyrics

/// How much later than a provider's times say the words of a song are sung, by the voice.
///
/// Published times are early or late as a whole, by their grid and by what made them. The level of
/// the voice rises where a rest of the words ends and falls where one begins, and all rests together
/// tell by how much they are off.
struct WordDelay {
  /// What is to be added to the times, in seconds; negative where the words are sung earlier.
  let seconds: Double

  /// Delays that are believed, in seconds: times on a grid of 0.743 s may be late by that, and those
  /// of ten songs that a provider made are early by 1.1 s at most.
  private static let believed = -0.75...1.25
  /// How many stretches of delays to each side, as long as what is believed, are rivals: up to half a
  /// minute.
  private static let rivals = 14
  /// What a fall where a rest begins counts next to a rise where it ends: words fade, and where the
  /// last one ends is told less well than where the first one starts.
  private static let fall: Float = 0.5
  /// Rests that meet the voice no better do so by chance, in nepers of power.
  ///
  /// Ours: those of ten songs that a provider made have 0.3 and more, of four real songs 0.8.
  private static let leastAgreement: Float = 0.15
  /// What is compared before a moment and after it, in seconds.
  ///
  /// Ours: 0.3 to 0.7 find the same delays within 0.1 s, where the voice tells.
  private static let span = 0.4
  /// The deviation of the Gaussian that smooths the level, in seconds.
  ///
  /// Ours: up to 0.2 s, and none at all, find the same delays within 0.1 s.
  private static let deviation = 0.12
  /// Words that follow on each other by so much, in seconds, have no rest between them: times that
  /// are told in hundredths are rounded by that.
  private static let shortestRest = 0.005
  /// Fewer rests may meet the voice by chance.
  ///
  /// Ours: made-up words with seven to ten rests do in 5 of 50 songs, two of them at a false delay;
  /// what was sung has twelve and more.
  private static let fewest = 12
  /// How much later the voice is loud than a word starts, in seconds: consonants come before vowels.
  ///
  /// Ours, from four real songs with the times of their words.
  private static let attack = 0.05

  /// The delay of the words of a list, in order; `nil` where the voice does not tell it: where delays
  /// that cannot be right would meet it as well.
  init?(of words: [TimedWord], _ features: SpectralFeatures) {
    let sung = TimedToken.tokens(of: words).filter { !$0.token.isMarker }
    let rests = zip(sung, sung.dropFirst()).filter {
      abs($1.start - $0.end) > Self.shortestRest && $1.start != $0.start
    }
    func frames(_ seconds: Double) -> Int { Int((seconds * features.melRate).rounded()) }
    func moments(_ times: [Double]) -> [Int] {
      Set(times.lazy.filter { (0...features.duration).contains($0) }.map(frames)).sorted()
    }
    // Where words share the times of lines, those have a start that is told, rest or none before it.
    let hasLines = sung.count(where: \.isReckoned) * 2 >= sung.count
    let starts = hasLines ? sung.lazy.filter { !$0.isReckoned }.map(\.start) : rests.map(\.1.start)
    let entries = moments(sung.prefix(1).map(\.start) + starts)
    let exits = moments(rests.map(\.0.end) + sung.suffix(1).map(\.end))
    guard entries.count >= Self.fewest else { return nil }

    let changes = Self.changes(features)
    func change(at moments: [Int], delay: Int) -> Float {
      moments.lazy.map { changes.indices.contains($0 + delay) ? changes[$0 + delay] : 0 }
        .reduce(0, +) / Float(entries.count)
    }
    func best(among delays: ClosedRange<Int>) -> (delay: Int, agreement: Float) {
      delays.lazy.map {
        (delay: $0, change(at: entries, delay: $0) - Self.fall * change(at: exits, delay: $0))
      }.max { $0.1 < $1.1 } ?? (0, 0)
    }
    let believed = frames(Self.believed.lowerBound)...frames(Self.believed.upperBound)
    let found = best(among: believed)
    guard found.agreement >= Self.leastAgreement else { return nil }
    let isMet = (1...Self.rivals).lazy.flatMap { [-$0, $0] }.contains { side in
      let far = side * believed.count
      return best(among: believed.lowerBound + far...believed.upperBound + far).agreement
        >= found.agreement
    }
    guard !isMet else { return nil }
    seconds = Double(found.delay) / features.melRate - Self.attack
  }

  /// By how much the voice is louder after each frame than before it, in nepers of power.
  private static func changes(_ features: SpectralFeatures) -> [Float] {
    let levels = VocalPresence.levels(features, deviation: deviation)
    let span = Int((Self.span * features.melRate).rounded())
    let sums = levels.reduce(into: [0 as Double]) { $0.append(($0.last ?? 0) + Double($1)) }
    return levels.indices.map { frame in
      guard frame >= span, frame + span <= levels.count else { return 0 }
      return Float(sums[frame + span] - 2 * sums[frame] + sums[frame - span]) / Float(span)
    }
  }
}
