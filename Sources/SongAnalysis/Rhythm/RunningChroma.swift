/// Sums of a song's chroma from its start, so that a mean over any stretch costs the same.
struct RunningChroma {
  private let source: ChromaFrames
  private var sums: [[Float]]
  /// The length of the song, in seconds, to the end of its last frame.
  var duration: Double { Double(source.frameCount) / source.rate }

  /// The sums of the pitch classes of a song, or of its bass.
  init(_ source: ChromaFrames) {
    self.source = source
    var row = [Float](repeating: 0, count: source.width)
    sums = [row]
    for frame in 0..<source.frameCount {
      let values = (0..<source.width).map { source.value(frame: frame, column: $0) }
      // Loud frames count no more than soft ones.
      let norm = values.reduce(0) { $0 + $1 * $1 }.squareRoot() + 1e-6
      for column in row.indices { row[column] += values[column] / norm }
      sums.append(row)
    }
  }

  /// One minus the cosine of the means over so many seconds before and after a time.
  func change(at time: Double, reach: Double) -> Float {
    let (before, here, after) = (sum(at: time - reach), sum(at: time), sum(at: time + reach))
    return 1 - cosine(zip(here, before).map { $0 - $1 }, zip(after, here).map { $0 - $1 })
  }

  private func sum(at time: Double) -> [Float] {
    let place = min(max(0, time * source.rate + source.lead), Double(sums.count - 1))
    let index = min(Int(place), max(0, sums.count - 2))
    let part = Float(place - Double(index))
    guard index + 1 < sums.count else { return sums[index] }
    return zip(sums[index], sums[index + 1]).map { $0 + part * ($1 - $0) }
  }
}
