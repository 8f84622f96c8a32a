/// Rows of numbers that lie evenly in time, whatever they are stored as.
package protocol FrameSource {
  /// Numbers in a row.
  var width: Int { get }
  /// Rows.
  var frameCount: Int { get }
  /// Rows in a second.
  var rate: Double { get }
  /// How far row 0 reaches to the left of 0 s, in rows: row *k* stands for the time from `(k - lead) / rate` to
  /// `(k + 1 - lead) / rate`.
  var lead: Double { get }
  /// One number of one row.
  func value(frame: Int, column: Int) -> Float
}

extension FrameSource {
  /// Adds the mean of every column over a stretch of time to `sums`, each times `weight`.
  ///
  /// Rows at the ends count by the part that lies inside, so that stretches of equal music have equal means
  /// wherever the frames fall. A stretch shorter than a row, or beyond the last, takes the nearest row.
  package func addMean(
    from start: Double, to end: Double, times weight: Float = 1,
    into sums: UnsafeMutableBufferPointer<Float>
  ) {
    guard frameCount > 0 else { return }
    let last = Double(frameCount)
    var from = min(max(start * rate + lead, 0), last)
    var to = min(max(end * rate + lead, 0), last)
    if to - from < 1e-6 {
      from = min(from.rounded(.down), last - 1)
      to = from + 1
    }
    let scale = weight / Float(to - from)
    var frame = Int(from)
    while Double(frame) < to {
      let part = min(to, Double(frame + 1)) - max(from, Double(frame))
      if part > 0 {
        let share = Float(part) * scale
        for column in 0..<width { sums[column] += share * value(frame: frame, column: column) }
      }
      frame += 1
    }
  }

  /// The mean of every column over a stretch of time.
  package func mean(from start: Double, to end: Double) -> [Float] {
    var sums = [Float](repeating: 0, count: width)
    sums.withUnsafeMutableBufferPointer { addMean(from: start, to: end, into: $0) }
    return sums
  }
}

/// Levels as numbers of another scale, by a table of the 256 levels that there are.
package struct MappedLevels: FrameSource {
  /// The levels themselves.
  package let levels: LevelMatrix
  /// Rows in a second.
  package let rate: Double
  /// How far row 0 reaches to the left of 0 s, in rows.
  package let lead: Double

  private let table: [Float]

  /// Levels seen through a function of decibels.
  package init(
    _ levels: LevelMatrix, rate: Double, lead: Double, through function: (Float) -> Float
  ) {
    self.levels = levels
    self.rate = rate
    self.lead = lead
    table = (0...255).map { function(LevelMatrix.floor + LevelMatrix.step * Float($0)) }
  }

  /// Numbers in a row.
  package var width: Int { levels.bandCount }
  /// Rows.
  package var frameCount: Int { levels.frameCount }
  /// One number of one row.
  package func value(frame: Int, column: Int) -> Float {
    table[Int(levels.stored(frame: frame, band: column))]
  }
}

/// Twelve columns of a song's chroma: the pitch classes, or those of the bass.
package struct ChromaFrames: FrameSource {
  private let chroma: [Float16]
  private let firstColumn: Int
  /// Rows in a second.
  package let rate: Double
  /// A frame is centred on its time, so it reaches half a row to the left.
  package let lead = 0.5
  /// Always twelve.
  package let width = 12

  /// The pitch classes of a song, or its bass.
  package init(_ features: SpectralFeatures, ofBass: Bool) {
    chroma = features.chroma
    rate = features.chromaRate
    firstColumn = ofBass ? 12 : 0
  }

  /// Rows.
  package var frameCount: Int { chroma.count / ChromaMap.width }
  /// One number of one row.
  package func value(frame: Int, column: Int) -> Float {
    Float(chroma[frame * ChromaMap.width + firstColumn + column])
  }
}
