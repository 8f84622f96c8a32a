import SongAnalysis

/// How loud a song is as it goes, as one line of bars of eight heights.
struct LoudnessLine {
  /// How loud it is.
  let curve: LoudnessCurve
  /// The song's length, in seconds.
  let duration: Double
  /// How many columns the song takes.
  let width: Int

  /// The line; silence is blank, and a song too short to be measured has none.
  var text: String? {
    let levels = curve.peaks(width, duration: duration)
    guard let highest = levels.compactMap(\.self).max() else { return nil }
    return String(
      levels.map { level in
        guard let level, level > highest - Self.range else { return " " }
        let height = 1 - (highest - level) / Self.range
        return Self.bars[min(Self.bars.count - 1, Int(height * Double(Self.bars.count)))]
      })
  }

  /// From the highest bar to none, in LU: ours, so that a verse is told from a chorus and a fade
  /// still seen.
  private static let range = 12.0
  private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
}
