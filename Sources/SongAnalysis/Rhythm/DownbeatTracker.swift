/// Counts the beats of each bar: a hidden path through the positions of a bar, which seldom jumps.
struct DownbeatTracker {
  /// What a jump in the count costs, against cues in standard deviations.
  ///
  /// High, because songs seldom drop a beat; going from 6 to 55 took the downbeat F from .87 to
  /// .95.
  private static let jumpCost: Float = 55
  /// A cue that differs by less than this from beat to beat says nothing: in music it is 0.007 and
  /// more, among ticks that are all alike 0.0004 and less.
  private static let leastDeviation: Float = 0.003
  /// Weights of the cues, found on songs with annotated bars.
  private static let weights = (
    harmony: Float(1), bass: Float(0.5), kick: Float(0.5), shortTimbre: Float(0.35),
    longTimbre: Float(0.11), snare: Float(0.21), secondHalf: Float(0.2)
  )

  /// The position of every beat in its bar, from 0, and how likely the count is, per beat.
  struct Count {
    let positions: [Int]
    let score: Float
  }

  private let metre: Metre
  private var beatsPerBar: Int { metre.beatsPerBar }

  /// A tracker for songs in one metre.
  init(_ metre: Metre) {
    self.metre = metre
  }

  /// Counts beats by their cues.
  func count(_ cues: BeatCues) -> Count {
    let emissions = self.emissions(cues)
    guard let first = emissions.first else { return Count(positions: [], score: 0) }
    var values = first
    var origins: [[Int]] = [Array(repeating: 0, count: beatsPerBar)]
    for emission in emissions.dropFirst() {
      let best = values.indices.max { values[$0] < values[$1] } ?? 0
      let jump = values[best] - Self.jumpCost
      var next = values
      var origin = [Int](repeating: best, count: beatsPerBar)
      for position in 0..<beatsPerBar {
        let before = (position + beatsPerBar - 1) % beatsPerBar
        if values[before] >= jump { origin[position] = before }
        next[position] = max(values[before], jump) + emission[position]
      }
      values = next
      origins.append(origin)
    }
    var position = values.indices.max { values[$0] < values[$1] } ?? 0
    let score = values[position] / Float(emissions.count)
    var positions = [Int](repeating: 0, count: emissions.count)
    for beat in positions.indices.reversed() {
      positions[beat] = position
      position = origins[beat][position]
    }
    return Count(positions: positions, score: score)
  }

  /// How well each beat fits each position of the bar.
  private func emissions(_ cues: BeatCues) -> [[Float]] {
    func z(_ cue: KeyPath<BeatCues, [Float]>) -> [Float] {
      cues[keyPath: cue].standardized(leastDeviation: Self.leastDeviation, within: -3...3)
    }
    let harmony = z(\.harmony)
    let bass = z(\.bass)
    let kick = z(\.drums.kick)
    let snare = z(\.drums.snare)
    let (short, long) = (z(\.timbre.short), z(\.timbre.long))
    let weights = Self.weights
    return harmony.indices.map { beat in
      let first =
        weights.harmony * harmony[beat] + weights.bass * bass[beat] + weights.kick * kick[beat]
        + weights.shortTimbre * short[beat] + weights.longTimbre * long[beat]
      var fit = [Float](repeating: -first / Float(beatsPerBar - 1), count: beatsPerBar)
      fit[0] = first
      for (position, answer) in metre.backbeat.enumerated() {
        fit[position] += weights.snare * answer * snare[beat]
      }
      if let half = metre.secondHalf { fit[half] += weights.secondHalf * harmony[beat] }
      return fit
    }
  }
}
