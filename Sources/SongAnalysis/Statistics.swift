extension Sequence<Float> {
  /// The arithmetic mean; 0 of nothing.
  var mean: Float {
    var (sum, count) = (0.0, 0.0)
    for value in self {
      sum += Double(value)
      count += 1
    }
    return count > 0 ? Float(sum / count) : 0
  }
}

extension [Float] {
  /// The standard deviation of a whole population; 0 of nothing.
  var standardDeviation: Float {
    let mean = self.mean
    return self.lazy.map { ($0 - mean) * ($0 - mean) }.mean.squareRoot()
  }

  /// The value below which a share of all lies, linear between neighbours; 0 of nothing.
  func percentile(_ share: Double) -> Float {
    guard !isEmpty else { return 0 }
    let sorted = self.sorted()
    let position = share * Double(sorted.count - 1)
    let index = Int(position)
    let next = Swift.min(index + 1, sorted.count - 1)
    return sorted[index] + Float(position - Double(index)) * (sorted[next] - sorted[index])
  }

  /// The middle value; 0 of nothing.
  var median: Float { percentile(0.5) }

  /// The values averaged over a window around each, the ends repeated.
  func movingAverage(width: Int) -> [Float] {
    guard let first, let last, width > 1 else { return self }
    let half = width / 2
    func at(_ index: Int) -> Double {
      Double(index < 0 ? first : index >= count ? last : self[index])
    }
    var sum = (-half...half).reduce(0) { $0 + at($1) }
    return indices.map { index in
      defer { sum += at(index + half + 1) - at(index - half) }
      return Float(sum / Double(2 * half + 1))
    }
  }

  /// The value between two indices, linear; the ends repeated; 0 of nothing.
  func interpolated(at position: Double) -> Float {
    guard let first, let last else { return 0 }
    guard position > 0 else { return first }
    guard position < Double(count - 1) else { return last }
    let index = Int(position)
    return self[index] + Float(position - Double(index)) * (self[index + 1] - self[index])
  }
}

/// The cosine of the angle between two rows; 0 where one of them is zero.
func cosine(_ a: [Float], _ b: [Float]) -> Float {
  var (dot, aa, bb): (Float, Float, Float) = (0, 0, 0)
  for index in 0..<min(a.count, b.count) {
    dot += a[index] * b[index]
    aa += a[index] * a[index]
    bb += b[index] * b[index]
  }
  return dot / ((aa * bb).squareRoot() + 1e-9)
}
