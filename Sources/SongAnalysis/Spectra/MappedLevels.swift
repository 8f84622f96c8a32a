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

  /// Adds the numbers of one row, times a share, to `width` sums.
  package func add(frame: Int, times share: Float, to sums: UnsafeMutableBufferPointer<Float>) {
    levels.withRow(frame) { row in
      table.withUnsafeBufferPointer { table in
        for column in row.indices { sums[column] += share * table[Int(row[column])] }
      }
    }
  }
}
