/// How alike the harmony of two bars is when one of them is played in another key.
///
/// A last chorus often comes a semitone or a tone higher and is still the chorus. The chroma of one
/// bar is rotated by so many semitones, and then compared as `BarSimilarities.harmony` compares
/// bars.
struct TransposedHarmony {
  /// The transpositions that are tried, in semitones, apart from none.
  static let shifts = [-3, -2, -1, 1, 2, 3]

  private let width: Int
  /// By transposition: bars × width, each row a unit vector of harmony and one of bass, weighted so
  /// that one product gives 0.7 of the one and 0.3 of the other.
  private let rows: [Int: [Float]]

  init(_ features: BarFeatures) {
    width = features.harmony.width + features.bass.width
    let harmonyMean = features.harmony.columnMeans
    let bassMean = features.bass.columnMeans
    rows = Dictionary(
      uniqueKeysWithValues: ([0] + Self.shifts).map { shift in
        let values = features.level.indices.flatMap { bar in
          Self.unit(features.harmony.row(bar), shift, harmonyMean, weight: 0.7)
            + Self.unit(features.bass.row(bar), shift, bassMean, weight: 0.3)
        }
        return (shift, values)
      })
  }

  /// The likeness of bar `i` as it is to bar `j` moved up by `shift` semitones, −1 to 1.
  func likeness(_ i: Int, _ j: Int, shift: Int) -> Float {
    guard let plain = rows[0], let moved = rows[shift] else { return 0 }
    return plain.withUnsafeBufferPointer { plain in
      moved.withUnsafeBufferPointer { moved in
        guard let plain = plain.baseAddress, let moved = moved.baseAddress else { return 0 }
        return scalarProduct(plain + i * width, moved + j * width, count: width)
      }
    }
  }

  /// One bar's chroma in another key, freed of the song's mean, of the length √weight.
  private static func unit(
    _ row: ArraySlice<Float>, _ shift: Int, _ mean: [Float], weight: Float
  ) -> [Float] {
    let values = Array(row)
    var moved = mean.map { -$0 }
    for slot in stride(from: 0, to: values.count, by: 12) {
      for pitchClass in 0..<12 {
        moved[slot + (pitchClass + shift + 12) % 12] += values[slot + pitchClass]
      }
    }
    let norm = moved.reduce(0) { $0 + $1 * $1 }.squareRoot() + 1e-9
    return moved.map { $0 * weight.squareRoot() / norm }
  }
}
