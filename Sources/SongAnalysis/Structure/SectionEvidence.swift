import Foundation

/// What is known of each section of a song before it has a name.
struct SectionEvidence {
  /// The group of each section, from 0.
  let groups: [Int]
  /// Where each starts and ends, as shares of the song.
  let places: [(start: Double, end: Double)]
  /// How long each is, in seconds.
  let lengths: [Double]
  /// The level of each, in deviations of the song from its mean, both weighted by length.
  let levels: [Double]
  /// How likely a voice is in each, 0 to 1.
  let voices: [Double]
  /// How far `voices` can be trusted, 0 to 1.
  let voiceReliability: Double
  /// In how many places the music of each group comes: neighbours count once.
  let occurrences: [Int]
}

extension SectionEvidence {
  /// The evidence of sections that are cut and grouped.
  init(
    cuts: [Int], groups: [Int], bars: BarGrid, features: BarFeatures, voice: VocalPresence
  ) {
    let duration = bars.duration
    func place(_ line: Int) -> Double { (bars.lines[line] - bars.lines[0]) / duration }
    let ranges = zip(cuts, cuts.dropFirst()).map { $0..<$1 }
    self.groups = groups
    places = ranges.map { (place($0.lowerBound), place($0.upperBound)) }
    lengths = ranges.map { bars.lines[$0.upperBound] - bars.lines[$0.lowerBound] }
    let level = features.audibleLevel
    let levels = ranges.map { Double(level[$0].mean) }
    let mean = zip(levels, lengths).reduce(0) { $0 + $1.0 * $1.1 } / duration
    let variance = zip(levels, lengths).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
    let deviation = (variance / duration).squareRoot() + 1e-6
    self.levels = levels.map { Swift.min(2, Swift.max(-2, ($0 - mean) / deviation)) }
    voices = ranges.map { Double(voice.bars[$0].mean) }
    voiceReliability = Double(voice.reliability)
    var occurrences = [Int](repeating: 0, count: (groups.max() ?? -1) + 1)
    for (index, group) in groups.enumerated() where index == 0 || groups[index - 1] != group {
      occurrences[group] += 1
    }
    self.occurrences = occurrences
  }
}
