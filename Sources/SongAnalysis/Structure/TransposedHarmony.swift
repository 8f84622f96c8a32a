/// How alike the harmony of two bars is when one of them is played in another key.
///
/// A last chorus often comes a semitone or a tone higher and is still the chorus. The chroma of one
/// bar is rotated by so many semitones, and then compared as `BarSimilarities.harmony` compares
/// bars.
struct TransposedHarmony {
  /// How far up and down transpositions are tried, in semitones: ours, one more than a tone.
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
      let harmonySources = Self.sources(harmonyMean.count, shift)
      let bassSources = Self.sources(bassMean.count, shift)
      var rows: [Float] = []
      rows.reserveCapacity(width * features.level.count)
      for bar in features.level.indices {
        Self.append(
          features.harmony.row(bar), harmonySources, harmonyMean, weight: 0.7, to: &rows)
        Self.append(features.bass.row(bar), bassSources, bassMean, weight: 0.3, to: &rows)
      }
      return rows
    }
  }

  /// The likeness of bar `i` as it is to bar `j` moved up by `shift` semitones, −1 to 1.
  ///
  /// Not that of `j` to `i` moved down: both are freed of the same mean, that of the song as it is.
  func likeness(_ i: Int, _ j: Int, shift: Int) -> Float {
    rows[Self.reach].withUnsafeBufferPointer { plain in
      rows[Self.reach + shift].withUnsafeBufferPointer { moved in
        guard let plain = plain.baseAddress, let moved = moved.baseAddress else { return 0 }
        return scalarProduct(plain + i * width, moved + j * width, count: width)
      }
    }
  }

  /// From where each of so many numbers of chroma comes in a key so many semitones higher.
  private static func sources(_ count: Int, _ shift: Int) -> [Int] {
    (0..<count).map { place in
      let pitchClass = place % 12
      return place - pitchClass + (pitchClass - shift + 12) % 12
    }
  }

  /// Appends one bar's chroma in another key, freed of the song's mean, of the length √weight.
  private static func append(
    _ row: ArraySlice<Float>, _ sources: [Int], _ mean: [Float], weight: Float,
    to rows: inout [Float]
  ) {
    let start = rows.count
    var power: Float = 0
    for (source, mean) in zip(sources, mean) {
      let value = row[row.startIndex + source] - mean
      power += value * value
      rows.append(value)
    }
    let (length, norm) = (weight.squareRoot(), power.squareRoot() + 1e-9)
    for place in start..<rows.count { rows[place] = rows[place] * length / norm }
  }
}
