import Foundation

/// What neighbours weigh when a run of numbers is smoothed.
struct SmoothingKernel {
  /// The weights, of an odd number; the middle one is that of the number itself.
  let weights: [Float]

  /// A kernel of any weights, such as `[1, 2, 1]`.
  init(_ weights: [Float]) {
    precondition(weights.count % 2 == 1, "\(weights.count) weights have no middle")
    self.weights = weights
  }

  /// A Gaussian, up to so many numbers to each side.
  init(deviation: Double, reach: Int) {
    self.init((-reach...reach).map { Float(exp(-0.5 * pow(Double($0) / deviation, 2))) })
  }

  /// The weighted mean of the numbers around each; beyond the ends there are zeros.
  func smooth(_ values: [Float]) -> [Float] {
    let reach = weights.count / 2
    let total = weights.reduce(0, +)
    let silence = [Float](repeating: 0, count: reach)
    let padded = silence + values + silence
    var sums = [Float](repeating: 0, count: values.count)
    // By weights, as the sums wait for nothing then.
    padded.withUnsafeBufferPointer { padded in
      sums.withUnsafeMutableBufferPointer { sums in
        for (index, weight) in weights.enumerated() {
          for place in sums.indices { sums[place] += weight * padded[place &+ index] }
        }
      }
    }
    return sums.map { $0 / total }
  }

  /// The same of numbers that go round in a circle, which are no fewer than the weights.
  func smooth(circle values: [Float]) -> [Float] {
    let reach = weights.count / 2
    return Array(
      smooth(values.suffix(reach) + values + values.prefix(reach)).dropFirst(reach).dropLast(reach))
  }
}
