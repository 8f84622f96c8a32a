extension QualityReport {
  /// The bars that have more or fewer beats than those around them, worth knowing where a generator
  /// won or lost beats; none without a rhythm.
  ///
  /// As it may be meant, and bars of annotated songs are counted wrong now and then, it is no warning.
  static func oddBars(in rhythm: Rhythm?) -> [QualityReport] {
    guard let rhythm else { return [] }
    let downbeats = Set(rhythm.downbeats)
    let firsts = rhythm.beats.indices.filter { downbeats.contains(rhythm.beats[$0]) }
    return zip(firsts, firsts.dropFirst()).compactMap { first, next in
      let count = next - first
      guard count != rhythm.beatsPerBar else { return nil }
      return QualityReport(
        kind: "odd-bar", start: rhythm.beats[first], end: rhythm.beats[next], severity: .info,
        detail: "A bar of \(count) beats among bars of \(rhythm.beatsPerBar): "
          + (count > rhythm.beatsPerBar ? "beats were added, or " : "beats are missing, or ")
          + "the song means it so")
    }
  }
}
