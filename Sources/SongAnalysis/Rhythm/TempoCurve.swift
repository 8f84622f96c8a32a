import Foundation

/// How the length of the beat changes in a song: the best path through local autocorrelations.
///
/// Every two seconds, each period up to half an octave from the song's estimate is rated by the mean
/// autocorrelation of eight seconds of onsets at its first four multiples; the path (Viterbi) pays
/// for every change, but a jump costs no more than one poor rating, so that a new tempo survives.
struct TempoCurve {
  /// The beat's length in frames of the onset strength, at each of its frames.
  let periods: [Double]

  /// Whether the tempo is the same within a hundredth all along.
  var isFlat: Bool {
    guard let least = periods.min(), let most = periods.max() else { return true }
    return most <= 1.01 * least
  }

  /// Seconds from one rating to the next, and those that one is made of.
  private static let (step, window) = (2.0, 8.0)
  /// Periods in an octave; one step of a candidate is 1 %.
  private static let candidatesPerOctave = 70.0
  /// The most that a tempo may differ from the song's estimate, in octaves: more would be another
  /// level.
  private static let reach = 0.5
  private static let multiples = 4
  /// What a change costs per octave, and at most, in ratings of 0 to 1; ours.
  private static let (changeCost, jumpCost) = (20.0, 1.0)

  /// The tempo of a song around an estimated period, in frames.
  init(_ onsets: OnsetStrength, around period: Double) {
    let count = Int(2 * Self.reach * Self.candidatesPerOctave) + 1
    let candidates = (0..<count).map {
      period * exp2((Double($0) - Double(count - 1) / 2) / Self.candidatesPerOctave)
    }
    let hop = max(1, Int(Self.step * onsets.rate))
    let ratings = stride(from: 0, to: onsets.full.count, by: hop).map {
      Self.ratings(candidates, onsets, around: $0)
    }
    let path = Self.path(ratings, count: count).map { candidates[$0] }
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
        // Further than this, a jump is cheaper.
        let near = Int(jumpCost / changeCost * candidatesPerOctave)
        for before in max(0, candidate - near)...min(count - 1, candidate + near) {
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
