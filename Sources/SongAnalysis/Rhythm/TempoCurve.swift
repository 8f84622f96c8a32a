import Foundation

/// How the length of the beat changes in a song: the best path through local autocorrelations.
///
/// Every two seconds, each period up to half an octave from the song's estimate is rated by the mean
/// autocorrelation of eight seconds of onsets at its first four multiples; the path (Viterbi) pays
/// for every change, but a jump costs no more than one poor rating, so that a new tempo survives.
/// What lies beyond half an octave is found at half or double its tempo, so where there are jumps the
/// level is chosen anew, from one jump to the next.
struct TempoCurve {
  /// The beat's length in frames of the onset strength, at each of its frames.
  let periods: [Double]

  /// Whether the tempo is the same within a hundredth all along.
  var isFlat: Bool {
    guard let least = periods.min(), let most = periods.max() else { return true }
    return most <= 1.01 * least
  }

  /// Seconds from one rating to the next, and those that one is made of: ours, four bars at 120
  /// beats per minute.
  private static let (step, window) = (2.0, 8.0)
  /// Periods in an octave; one step of a candidate is 1 %.
  private static let candidatesPerOctave = 70.0
  /// The most that a tempo may differ from the song's estimate, in octaves: more would be another
  /// level.
  private static let reach = 0.5
  /// Multiples of a period that are rated: ours, a bar of 4/4.
  private static let multiples = 4
  /// What a change costs per octave, and at most, in ratings of 0 to 1; ours.
  private static let (changeCost, jumpCost) = (20.0, 1.0)
  /// The widest change that is no jump, in candidates: a wider one costs more.
  private static let widestChange = Int(jumpCost / changeCost * candidatesPerOctave)

  /// The tempo of a song around an estimated period, in frames.
  init(_ onsets: OnsetStrength, around period: Double) {
    let count = Int(2 * Self.reach * Self.candidatesPerOctave) + 1
    let candidates = (0..<count).map {
      period * exp2((Double($0) - Double(count - 1) / 2) / Self.candidatesPerOctave)
    }
    let hop = max(1, Int(Self.step * onsets.rate))
    let frames = Array(stride(from: 0, to: onsets.full.count, by: hop))
    let ratings = frames.map { Self.ratings(candidates, onsets, around: $0) }
    let steps = Self.path(ratings, count: count)
    var path = steps.map { candidates[$0] }
    let stretches = Self.stretches(steps)
    for stretch in stretches where stretches.count > 1 {
      let level = Self.level(of: path[stretch], onsets, around: frames[stretch])
      for index in stretch { path[index] *= level }
    }
    periods = onsets.full.indices.map { frame in
      path.isEmpty ? period : path[min(path.count - 1, (frame + hop / 2) / hop)]
    }
  }

  /// How well periods fit the window around a frame.
  private static func ratings(
    _ candidates: [Double], _ onsets: OnsetStrength, around frame: Int
  ) -> [Double] {
    let half = Int(window / 2 * onsets.rate)
    let curve = Array(onsets.full[max(0, frame - half)..<min(onsets.full.count, frame + half)])
    let longest = Int((candidates.last ?? 0) * Double(multiples)) + 2
    guard curve.count > longest else { return candidates.map { _ in 0 } }
    let correlation = Autocorrelation.sums(curve, lags: longest)
    let power = Double(max(correlation[0], .leastNormalMagnitude))
    return candidates.map { candidate in
      (1...multiples).reduce(0) {
        $0 + Double(correlation.interpolated(at: candidate * Double($1)))
      } / power / Double(multiples)
    }
  }

  /// The runs of a path between its jumps.
  private static func stretches(_ path: [Int]) -> [Range<Int>] {
    let jumps = path.indices.dropFirst().filter { abs(path[$0] - path[$0 - 1]) > widestChange }
    let ends = [0] + jumps + [path.count]
    return zip(ends, ends.dropFirst()).map { $0..<$1 }
  }

  /// How many of a stretch's periods make a beat, 1/2, 1 or 2: what fits best, as far as it is a
  /// preferred tempo; 1 where stretches are too short to tell.
  private static func level(
    of periods: ArraySlice<Double>, _ onsets: OnsetStrength, around frames: ArraySlice<Int>
  ) -> Double {
    let levels = [0.5, 1, 2]
    var fits = [0.0, 0, 0]
    for (period, frame) in zip(periods, frames) {
      let candidates = levels.map { $0 * period }
      for (level, rating) in ratings(candidates, onsets, around: frame).enumerated() {
        fits[level] +=
          rating * TempoEstimate.preference(60 * onsets.rate / candidates[level])
      }
    }
    guard let best = zip(levels, fits).max(by: { $0.1 < $1.1 }), best.1 > 0 else { return 1 }
    return best.0
  }

  /// The candidates of the best path.
  private static func path(_ ratings: [[Double]], count: Int) -> [Int] {
    guard var values = ratings.first else { return [] }
    var origins: [[Int]] = []
    for rating in ratings.dropFirst() {
      let best = values.indices.max { values[$0] < values[$1] } ?? 0
      var next = rating
      var origin = [Int](repeating: best, count: count)
      for candidate in 0..<count {
        var value = values[best] - jumpCost
        for before in max(0, candidate - widestChange)...min(count - 1, candidate + widestChange) {
          let distance = Double(abs(before - candidate)) / candidatesPerOctave
          if values[before] - changeCost * distance > value {
            (value, origin[candidate]) = (values[before] - changeCost * distance, before)
          }
        }
        next[candidate] += value
      }
      values = next
      origins.append(origin)
    }
    var candidate = values.indices.max { values[$0] < values[$1] } ?? 0
    var path = [candidate]
    for origin in origins.reversed() {
      candidate = origin[candidate]
      path.append(candidate)
    }
    return path.reversed()
  }
}
