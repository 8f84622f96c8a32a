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

  /// The numbers of one column, row by row.
  func curve(ofColumn column: Int) -> [Float] { levels.curve(ofBand: column, through: table) }

  /// Adds the numbers of one row, times a share, to `width` sums.
  package func add(frame: Int, times share: Float, to sums: UnsafeMutableBufferPointer<Float>) {
    withRows(frame, frame) { row, _, table in
      for column in row.indices { sums[column] += share * table[Int(row[column])] }
    }
  }

  /// Lends the levels of two frames as they are stored, and the numbers that stand for them.
  func withRows<Result>(
    _ first: Int, _ second: Int,
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<Float>) ->
      Result
  ) -> Result {
    levels.withRow(first) { first in
      levels.withRow(second) { second in
        table.withUnsafeBufferPointer { body(first, second, $0) }
      }
    }
  }
}
