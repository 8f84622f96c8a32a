/// How alike any two bars of a song are: the cosine of their rows after the song's mean is taken
/// off.
///
/// Symmetric, from −1 to 1, with ones on the diagonal. Only pairs up to `reach` bars apart are
/// kept, so that an hour of music does not need the square of its bars; beyond it a pair counts as
/// unlike (0). Of one bar over and over nothing is left without the mean but what differs by chance,
/// so what a bar lacks to the least difference that means anything counts as alike in all bars.
struct SelfSimilarity {
  /// Above so many bars (about 20 minutes) only a band around the diagonal is kept, half as wide.
  ///
  /// Ours: so many have 2.6 MB of likenesses.
  static let largestWhole = 800

  /// How many bars there are.
  let count: Int
  /// Pairs less than this apart are kept.
  let reach: Int

  /// Row-major: for bar *i*, its likeness to bars *i* … *i + reach − 1*.
  private var values: [Float]

  /// The likeness of every pair of rows; with `scaled`, each column first gets the same deviation.
  ///
  /// `leastDifference` is what a row must differ from the mean, in its root mean square, to mean
  /// something.
  init(_ rows: BarFeatures.Rows, scaled: Bool = false, leastDifference: Float = 0) {
    let width = rows.width
    let count = rows.values.count / width
    self.count = count
    reach = count <= Self.largestWhole ? count : Self.largestWhole / 2
    let (unit, common) = Self.centred(rows, scaled: scaled, leastDifference: leastDifference)
    values = [Float](repeating: 0, count: count * reach)
    values.withUnsafeMutableBufferPointer { [reach] values in
      unit.withUnsafeBufferPointer { unit in
        guard let values = values.baseAddress, let unit = unit.baseAddress else { return }
        for i in 0..<count {
          let (row, lags) = (unit + i * width, min(reach, count - i))
          let likenesses = values + i * reach
          for lag in stride(from: 0, to: lags - 1, by: 2) {
            let other = row + lag * width
            (likenesses[lag], likenesses[lag + 1]) = scalarProducts(
              row, other, other + width, count: width)
          }
          if lags % 2 == 1 {
            likenesses[lags - 1] = scalarProduct(row, row + (lags - 1) * width, count: width)
          }
          guard common[i] > 0 else { continue }
          for lag in 0..<lags { likenesses[lag] += common[i] * common[i + lag] }
        }
      }
    }
  }

  /// A weighted sum of two likenesses of the same bars.
  init(_ a: SelfSimilarity, times weightA: Float, _ b: SelfSimilarity, times weightB: Float) {
    precondition(a.count == b.count, "\(a.count) bars cannot be mixed with \(b.count)")
    count = a.count
    reach = a.reach
    values = zip(a.values, b.values).map { weightA * $0 + weightB * $1 }
  }

  /// How alike two bars are, in either order.
  subscript(i: Int, j: Int) -> Float {
    let (first, lag) = i < j ? (i, j - i) : (j, i - j)
    return lag < reach ? values[first * reach + lag] : 0
  }

  /// Rows without their mean, each of unit length, or shorter where it differs too little from it:
  /// what it lacks then is in `common`, as one more column.
  private static func centred(
    _ rows: BarFeatures.Rows, scaled: Bool, leastDifference: Float
  ) -> (unit: [Float], common: [Float]) {
    let width = rows.width
    let starts = stride(from: 0, to: rows.values.count, by: width)
    let means = rows.columnMeans
    var result = rows.values
    func length(from start: Int) -> Float {
      result[start..<start + width].reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    for start in starts {
      for column in 0..<width { result[start + column] -= means[column] }
    }
    let least = leastDifference * Float(width).squareRoot()
    let shares = starts.map { least > 0 ? min(1, length(from: $0) / least) : 1 }
    if scaled {
      let squares = BarFeatures.Rows(width: width, values: result.map { $0 * $0 })
      let scales = squares.columnMeans.map { 1 / ($0.squareRoot() + 1e-6) }
      for start in starts {
        for column in 0..<width { result[start + column] *= scales[column] }
      }
    }
    for (start, share) in zip(starts, shares) {
      let norm = length(from: start) + 1e-9
      for index in start..<start + width { result[index] = result[index] / norm * share }
    }
    return (result, shares.map { (1 - $0 * $0).squareRoot() })
  }
}
