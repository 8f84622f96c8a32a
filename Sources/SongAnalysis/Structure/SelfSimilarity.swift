/// How alike any two bars of a song are: the cosine of their rows after the song's mean is taken
/// off.
///
/// Symmetric, from −1 to 1, with ones on the diagonal. Only pairs up to `reach` bars apart are
/// kept, so that an hour of music does not need the square of its bars; beyond it a pair counts as
/// unlike (0).
struct SelfSimilarity {
  /// Above so many bars (about 20 minutes) only a band around the diagonal is kept, half as wide.
  static let largestWhole = 800

  /// How many bars there are.
  let count: Int
  /// Pairs less than this apart are kept.
  let reach: Int

  /// Row-major: for bar *i*, its likeness to bars *i* … *i + reach − 1*.
  private var values: [Float]

  /// The likeness of every pair of rows; with `scaled`, each column first gets the same deviation.
  init(_ rows: BarFeatures.Rows, scaled: Bool = false) {
    let width = rows.width
    let count = rows.values.count / width
    self.count = count
    reach = count <= Self.largestWhole ? count : Self.largestWhole / 2
    let unit = Self.centred(rows.values, width: width, scaled: scaled)
    values = [Float](repeating: 0, count: count * reach)
    values.withUnsafeMutableBufferPointer { [reach] values in
      unit.withUnsafeBufferPointer { unit in
        guard let unit = unit.baseAddress else { return }
        for i in 0..<count {
          for j in i..<min(count, i + reach) {
            values[i * reach + j - i] = scalarProduct(
              unit + i * width, unit + j * width, count: width)
          }
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

  /// Rows without their mean, each of unit length.
  private static func centred(_ values: [Float], width: Int, scaled: Bool) -> [Float] {
    let count = values.count / max(1, width)
    var result = values
    for column in 0..<width {
      let all = stride(from: column, to: values.count, by: width).lazy.map { values[$0] }
      let mean = all.mean
      var scale: Float = 1
      if scaled { scale = 1 / (all.map { ($0 - mean) * ($0 - mean) }.mean.squareRoot() + 1e-6) }
      for row in 0..<count {
        result[row * width + column] = (values[row * width + column] - mean) * scale
      }
    }
    for row in 0..<count {
      let range = row * width..<(row + 1) * width
      let norm = result[range].reduce(0) { $0 + $1 * $1 }.squareRoot() + 1e-9
      for index in range { result[index] /= norm }
    }
    return result
  }
}
