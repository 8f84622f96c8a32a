/// Sums of a song's chroma from its start, so that a mean over any stretch costs the same.
struct RunningChroma {
  private let source: ChromaFrames
  /// One row more than there are frames, row-major.
  private let sums: [Float]
  private let width: Int
  /// The length of the song, in seconds, to the end of its last frame.
  var duration: Double { Double(source.frameCount) / source.rate }

  /// The sums of the pitch classes of a song, or of its bass.
  init(_ source: ChromaFrames) {
    self.source = source
    let width = source.width
    self.width = width
    var sums = [Float](repeating: 0, count: (source.frameCount + 1) * width)
    for frame in 0..<source.frameCount {
      var energy: Float = 0
      for column in 0..<width {
        let value = source.value(frame: frame, column: column)
        sums[(frame + 1) * width + column] = value
        energy += value * value
      }
      // Loud frames count no more than soft ones.
      let scale = 1 / (energy.squareRoot() + 1e-6)
      for place in (frame + 1) * width..<(frame + 2) * width {
        sums[place] = sums[place - width] + scale * sums[place]
      }
    }
    self.sums = sums
  }

  /// One minus the cosine of the means over so many seconds before and after a time.
  func change(at time: Double, reach: Double) -> Float {
    let (first, middle, last) = (place(of: time - reach), place(of: time), place(of: time + reach))
    var (product, before, after): (Float, Float, Float) = (0, 0, 0)
    for column in 0..<width {
      let here = sum(column, at: middle)
      let left = here - sum(column, at: first)
      let right = sum(column, at: last) - here
      product += left * right
      before += left * left
      after += right * right
    }
    return before > 0 && after > 0 ? 1 - product / (before * after).squareRoot() : 1
  }

  /// The row of a time, and how far it is on its way to the next one.
  private func place(of time: Double) -> (row: Int, part: Float) {
    let last = source.frameCount
    let place = min(max(0, time * source.rate + source.lead), Double(last))
    let row = min(Int(place), max(0, last - 1))
    return (row, last > 0 ? Float(place - Double(row)) : 0)
  }

  private func sum(_ column: Int, at place: (row: Int, part: Float)) -> Float {
    let index = place.row * width + column
    guard place.part > 0 else { return sums[index] }
    return sums[index] + place.part * (sums[index + width] - sums[index])
  }
}
