/// Rows of numbers that lie evenly in time, whatever they are stored as.
package protocol FrameSource {
  /// Numbers in a row.
  var width: Int { get }
  /// Rows.
  var frameCount: Int { get }
  /// Rows in a second.
  var rate: Double { get }
  /// How far row 0 reaches to the left of 0 s, in rows.
  ///
  /// Row *k* stands for the time from `(k - lead) / rate` to `(k + 1 - lead) / rate`.
  var lead: Double { get }
  /// One number of one row.
  func value(frame: Int, column: Int) -> Float
  /// Adds the numbers of one row, times a share, to `width` sums.
  func add(frame: Int, times share: Float, to sums: UnsafeMutableBufferPointer<Float>)
}

extension FrameSource {
  /// Adds the numbers of one row one by one.
  package func add(frame: Int, times share: Float, to sums: UnsafeMutableBufferPointer<Float>) {
    for column in 0..<width { sums[column] += share * value(frame: frame, column: column) }
  }

  /// Adds the mean of every column over a stretch of time to `sums`.
  ///
  /// Rows at the ends count by the part that lies inside, so that stretches of equal music have
  /// equal means wherever the frames fall. A stretch shorter than a row, or beyond the last, takes
  /// the nearest row.
  private func addMean(
    from start: Double, to end: Double,
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
    let scale = 1 / Float(to - from)
    var frame = Int(from)
    while Double(frame) < to {
      let part = min(to, Double(frame + 1)) - max(from, Double(frame))
      if part > 0 {
        add(frame: frame, times: Float(part) * scale, to: sums)
      }
      frame += 1
    }
  }

  /// The mean of every column over a stretch of time.
  package func mean(from start: Double, to end: Double) -> [Float] {
    var row: [Float] = []
    appendMean(from: start, to: end, to: &row)
    return row
  }

  /// Appends the mean of every column over a stretch of time to rows of such means.
  func appendMean(from start: Double, to end: Double, to rows: inout [Float]) {
    let first = rows.count
    rows.append(contentsOf: repeatElement(0, count: width))
    rows.withUnsafeMutableBufferPointer {
      addMean(from: start, to: end, into: UnsafeMutableBufferPointer(rebasing: $0[first...]))
    }
  }
}
