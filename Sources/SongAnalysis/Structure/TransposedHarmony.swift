/// How alike the harmony of two bars is when one of them is played in another key.
///
/// A last chorus often comes a semitone or a tone higher and is still the chorus. The chroma of one
/// bar is rotated by so many semitones, and then compared as `BarSimilarities.harmony` compares
/// bars.
struct TransposedHarmony {
  /// How far up and down transpositions are tried, in semitones.
  private static let reach = 3
  /// The transpositions that are tried, in semitones, apart from none.
  static let shifts = (-reach...reach).filter { $0 != 0 }

  private let width: Int
  /// By transposition, from the lowest up: bars × width, each row a unit vector of harmony and one of
  /// bass, weighted so that one product gives 0.7 of the one and 0.3 of the other.
  private let rows: [[Float]]

  init(_ features: BarFeatures) {
    width = features.harmony.width + features.bass.width
    let harmonyMean = features.harmony.columnMeans
    let bassMean = features.bass.columnMeans
    rows = (-Self.reach...Self.reach).map { [width] shift in
      var rows: [Float] = []
      rows.reserveCapacity(width * features.level.count)
      for bar in features.level.indices {
        rows += Self.unit(features.harmony.row(bar), shift, harmonyMean, weight: 0.7)
        rows += Self.unit(features.bass.row(bar), shift, bassMean, weight: 0.3)
      }
      return rows
    }
  }

  /// The likeness of bar `i` as it is to bar `j` moved up by `shift` semitones, −1 to 1.
  func likeness(_ i: Int, _ j: Int, shift: Int) -> Float {
    rows[Self.reach].withUnsafeBufferPointer { plain in
      rows[Self.reach + shift].withUnsafeBufferPointer { moved in
        guard let plain = plain.baseAddress, let moved = moved.baseAddress else { return 0 }
        return scalarProduct(plain + i * width, moved + j * width, count: width)
      }
    }
  }

  /// One bar's chroma in another key, freed of the song's mean, of the length √weight.
  private static func unit(
    _ row: ArraySlice<Float>, _ shift: Int, _ mean: [Float], weight: Float
  ) -> [Float] {
    let moved = mean.indices.map { place in
      let pitchClass = place % 12
      let source = place - pitchClass + (pitchClass - shift + 12) % 12
      return row[row.startIndex + source] - mean[place]
    }
    let norm = moved.reduce(0) { $0 + $1 * $1 }.squareRoot() + 1e-9
    let length = weight.squareRoot()
    return moved.map { $0 * length / norm }
  }
}
