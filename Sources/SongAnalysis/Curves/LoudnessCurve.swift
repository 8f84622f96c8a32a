/// Momentary and short-term loudness as a song goes, ten times a second (EBU Tech 3341).
package struct LoudnessCurve: Hashable, Sendable {
  /// Values in a second.
  package static let rate = 10.0
  /// The end of the first window of momentary loudness, in seconds (EBU Tech 3341, section 2.2).
  package static let momentaryStart = 0.4
  /// The end of the first window of short-term loudness, in seconds (EBU Tech 3341, section 2.2).
  package static let shortTermStart = 3.0

  /// Momentary loudness in LUFS: value *i* is that of the 400 ms up to 0.4 + *i*/10 s; silence is
  /// `nil`.
  package let momentary: [Double?]
  /// Short-term loudness in LUFS: value *i* is that of the 3 s up to 3 + *i*/10 s; silence is
  /// `nil`.
  package let shortTerm: [Double?]

  /// A curve of values that are known.
  package init(momentary: [Double?], shortTerm: [Double?]) {
    self.momentary = momentary
    self.shortTerm = shortTerm
  }

  /// What a meter has heard so far.
  init(_ meter: LoudnessMeter) {
    self.init(
      momentary: meter.momentarySeriesInLUFS, shortTerm: meter.shortTermSeriesInLUFS)
  }

  /// The loudest momentary value in each of so many equal stretches of a song, in LUFS.
  ///
  /// - Parameters:
  ///   - count: How many stretches.
  ///   - duration: The length of the song, in seconds.
  /// - Returns: `nil` for a stretch of silence; nothing for a song shorter than 0.4 s.
  package func peaks(_ count: Int, duration: Double) -> [Double?] {
    guard !momentary.isEmpty, duration > 0 else { return [] }
    return (0..<count).map { stretch in
      // The middle of the window says when the sound was.
      func index(_ place: Int) -> Int {
        let time = duration * Double(place) / Double(count) - Self.momentaryStart / 2
        return min(momentary.count - 1, max(0, Int((time * Self.rate).rounded(.down))))
      }
      let first = index(stretch)
      return momentary[first...max(first, index(stretch + 1) - 1)].compactMap(\.self).max()
    }
  }
}
