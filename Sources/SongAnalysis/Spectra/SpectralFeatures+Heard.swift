import AudioModel

extension SpectralFeatures {
  /// From the first to the last moment that is not so many decibels under the loud ones, the loudest
  /// twentieth of what is not digital silence; `nil` where all is.
  func heard(within decibels: Float) -> TimeRange? {
    let levels = (0..<energy.frameCount).map { energy[$0, 0] }
    let loud = levels.filter { $0 > LevelMatrix.floor }.percentile(0.95)
    func isHeard(_ level: Float) -> Bool { level > max(LevelMatrix.floor, loud - decibels) }
    guard let first = levels.firstIndex(where: isHeard),
      let last = levels.lastIndex(where: isHeard)
    else { return nil }
    return TimeRange(
      start: Double(first) / melRate, end: min(duration, Double(last + 1) / melRate))
  }
}
