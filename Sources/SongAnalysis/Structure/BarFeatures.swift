import Foundation

/// What each bar of a song sounds like, sampled at the same places of every bar.
///
/// Because the places move with the bar, two bars of the same music have nearly the same numbers at
/// any tempo.
struct BarFeatures {
  /// Places in a bar at which timbre, rhythm, harmony and bass are sampled.
  ///
  /// Ours, for 4/4: sixteenths for rhythm and harmony, eighths for bass, and for timbre what twos
  /// and threes have in common.
  private static let slots = (timbre: 24, rhythm: 16, harmony: 16, bass: 8)
  /// How much rises count against levels in `texture`.
  ///
  /// Ours, and it hardly matters, as `BarSimilarities` scales every number: from 0.3 to 30 the
  /// sections of annotated songs are the same.
  private static let riseWeight: Float = 3

  /// A table of one row for each bar.
  struct Rows {
    /// Numbers in a row.
    let width: Int
    /// Row-major, bars × width.
    var values: [Float] = []

    /// One bar's numbers.
    func row(_ bar: Int) -> ArraySlice<Float> { values[bar * width..<(bar + 1) * width] }

    /// The mean of each column; zeros where there is no bar.
    var columnMeans: [Float] {
      var sums = [Double](repeating: 0, count: width)
      for start in stride(from: 0, to: values.count, by: width) {
        for column in 0..<width { sums[column] += Double(values[start + column]) }
      }
      let count = Double(max(1, values.count / width))
      return sums.map { Float($0 / count) }
    }
  }

  /// Levels in 64 mel bands at 24 places, in dB.
  private(set) var timbre = Rows(width: slots.timbre * SpectralFeatures.melBandCount)
  /// Mean levels, and mean rises of levels, over the whole bar.
  private(set) var texture = Rows(width: 2 * SpectralFeatures.melBandCount)
  /// Mean rises of levels in the onset bands around 16 places: what is struck when.
  private(set) var rhythm = Rows(
    width: slots.rhythm * (SpectralFeatures.onsetBandEdgesInHertz.count - 1))
  /// Chroma at 16 places, each of unit length.
  private(set) var harmony = Rows(width: slots.harmony * 12)
  /// Bass chroma at 8 places, each of unit length.
  private(set) var bass = Rows(width: slots.bass * 12)
  /// The mean level of each bar, in dB.
  private(set) var level: [Float] = []

  /// The features of every bar of a grid.
  init(_ features: SpectralFeatures, bars: BarGrid) {
    let mel = features.melInDecibels
    let rises = RisingLevels(levels: mel)
    let strokes = RisingLevels(levels: features.compressedOnsetBands)
    let energy = MappedLevels(
      features.energy, rate: features.melRate, lead: SpectralFeatures.melLead
    ) { powf(10, $0 / 10) }
    let chroma = ChromaFrames(features, ofBass: false)
    let bassChroma = ChromaFrames(features, ofBass: true)
    timbre.values.reserveCapacity(bars.count * timbre.width)
    for bar in 0..<bars.count {
      let (start, end) = (bars.lines[bar], bars.lines[bar + 1])
      // Around a place is from half a step before it to half a step after it.
      func sample(
        _ source: some FrameSource, places: Int, unit: Bool = false, around: Bool = false,
        into values: inout [Float]
      ) {
        for place in 0..<places {
          let step = (end - start) / Double(places)
          let from = start + step * (Double(place) - (around ? 0.5 : 0))
          let first = values.count
          source.appendMean(from: from, to: from + step, to: &values)
          if unit { Self.makeUnit(&values, from: first) }
        }
      }
      sample(mel, places: Self.slots.timbre, into: &timbre.values)
      sample(strokes, places: Self.slots.rhythm, around: true, into: &rhythm.values)
      sample(chroma, places: Self.slots.harmony, unit: true, into: &harmony.values)
      sample(bassChroma, places: Self.slots.bass, unit: true, into: &bass.values)
      mel.appendMean(from: start, to: end, to: &texture.values)
      texture.values += rises.mean(from: start, to: end).map { Self.riseWeight * $0 }
      level.append(10 * log10f(energy.mean(from: start, to: end)[0] + 1e-12))
    }
  }

  /// The mean level of each bar in dB, held so that silence is no softer than the softest music, which
  /// is taken to be 15 dB below the loud bars.
  var audibleLevel: [Float] {
    let softest = level.percentile(0.9) - 15
    return level.map { max($0, softest) }
  }

  /// How busy each bar is: the mean rise of its levels.
  var density: [Float] {
    level.indices.map { texture.row($0).suffix(SpectralFeatures.melBandCount).mean }
  }

  /// Scales the values from one on to a row of unit length.
  private static func makeUnit(_ values: inout [Float], from first: Int) {
    let norm = values[first...].reduce(0) { $0 + $1 * $1 }.squareRoot() + 1e-6
    for place in first..<values.count { values[place] /= norm }
  }
}

/// How much each level rises from the row before.
private struct RisingLevels: FrameSource {
  let levels: MappedLevels
  var width: Int { levels.width }
  var frameCount: Int { levels.frameCount }
  var rate: Double { levels.rate }
  var lead: Double { levels.lead }
  func value(frame: Int, column: Int) -> Float {
    guard frame > 0 else { return 0 }
    return max(
      0,
      levels.value(frame: frame, column: column) - levels.value(frame: frame - 1, column: column))
  }
  func add(frame: Int, times share: Float, to sums: UnsafeMutableBufferPointer<Float>) {
    guard frame > 0 else { return }
    levels.withRows(frame - 1, frame) { before, row, table in
      for column in row.indices {
        sums[column] += share * max(0, table[Int(row[column])] - table[Int(before[column])])
      }
    }
  }
}
